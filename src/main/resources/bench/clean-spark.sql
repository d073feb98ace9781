-- What the Spark job is compared with: by hand, for this one dataset, believing every line.
CREATE TEMPORARY VIEW raw (
  shard STRING, seq STRING, arrived STRING,
  event STRUCT<id STRING, dataset STRING, version INT, source STRING, publisher STRING, n BIGINT, observed_at TIMESTAMP,
    payload: STRUCT<sku STRING, url STRING, name STRING, brand STRING, gtin STRING, seller STRING, price STRING,
      currency STRING, list_price STRING, availability STRING, labels STRING>,
    evidence: STRUCT<method STRING, confidence DOUBLE, page_hash STRING, selector STRING, raw STRING>>
) USING json OPTIONS (path '{{raw}}', recursiveFileLookup 'true');

CREATE TABLE cleaned USING parquet OPTIONS (compression 'zstd') PARTITIONED BY (dt) LOCATION '{{out}}' AS
SELECT source, sku, url, name, brand, gtin, seller, price, currency, list_price, availability, observed_at, method,
  confidence, page_hash, selector, price_text, event_id, labels, batch, shard, seq, CAST(observed_at AS DATE) AS dt
FROM (
  SELECT
    event.source,
    event.payload.sku,
    event.payload.url,
    event.payload.name,
    event.payload.brand,
    event.payload.gtin,
    event.payload.seller,
    try_cast(replace(regexp_extract(event.payload.price, '[0-9]+([.,][0-9]+)?', 0), ',', '.') AS DECIMAL(18,4)) AS price,
    event.payload.currency,
    try_cast(replace(regexp_extract(event.payload.list_price, '[0-9]+([.,][0-9]+)?', 0), ',', '.') AS DECIMAL(18,4)) AS list_price,
    replace(event.payload.availability, 'https://schema.org/', '') AS availability,
    event.observed_at,
    event.evidence.method,
    event.evidence.confidence,
    event.evidence.page_hash,
    event.evidence.selector,
    event.evidence.raw AS price_text,
    event.id AS event_id,
    event.payload.labels,
    CAST(1 AS BIGINT) AS batch,
    shard,
    seq,
    row_number() OVER (PARTITION BY event.source, event.payload.sku, event.observed_at
      ORDER BY shard DESC, length(seq) DESC, seq DESC) AS age
  FROM raw
)
WHERE age = 1;
