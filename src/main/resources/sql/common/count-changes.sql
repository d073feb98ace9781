-- What the upsert is about to do, and how many rows are gone.
SELECT count(CASE WHEN coalesce(t.batch, 0) = 0 THEN 1 END) AS inserted, count(CASE WHEN t.batch > 0 THEN 1 END) AS updated,
    (SELECT count(*) FROM ${uncovered}) AS deleted
FROM ${staging} AS s LEFT JOIN ${target} AS t ON ${key-equality}
