-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW ${database}.${latest} AS
SELECT ${columns}, batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY ${partition}
    ORDER BY ${version} DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM ${database}.${table} AS t
) AS ordered
WHERE place = 1
