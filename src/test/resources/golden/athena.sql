-- database and tables, which are made by themselves where catalog.mode is register
CREATE DATABASE IF NOT EXISTS millrace;

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`raw_lines` (
  `line` string COMMENT 'A JSON object: shard, seq, arrived, and event, or bytes in base64')
COMMENT 'What was read from the stream, as it came: shard, seq, arrived and the event'
PARTITIONED BY (
  `dt` date COMMENT 'Day on which the first record of the file arrived, UTC',
  `hour` string COMMENT 'Its hour, 00 to 23, UTC')
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://my-lake/raw/'
TBLPROPERTIES ('classification' = 'json', 'compressionType' = 'gzip');

CREATE EXTERNAL TABLE IF NOT EXISTS `millrace`.`prices` (
  `source` string COMMENT 'Name of the source file that declares the site',
  `sku` string COMMENT 'The shop\'s own number of the product, or the page\'s address where the page states none',
  `url` string COMMENT 'Address of the page',
  `name` string COMMENT 'Name of the product',
  `brand` string COMMENT 'Brand or manufacturer',
  `gtin` string COMMENT 'Global Trade Item Number, 8 to 14 digits',
  `seller` string COMMENT 'Who sells it on a marketplace',
  `price` decimal(18,4) COMMENT 'What a buyer pays now, in the currency\'s unit',
  `currency` string COMMENT 'ISO 4217 code of price and list_price',
  `list_price` decimal(18,4) COMMENT 'Price before a reduction',
  `availability` string COMMENT 'schema.org ItemAvailability without its prefix: InStock, OutOfStock, …',
  `observed_at` timestamp COMMENT 'When the page was fetched, UTC',
  `method` string COMMENT 'How the price was read',
  `confidence` double COMMENT 'How sure the extraction was',
  `page_hash` string COMMENT 'SHA-256 of the page\'s bytes, hexadecimal',
  `event_id` string COMMENT 'Id of the event that carried it',
  `labels` string COMMENT 'What the source file says of the page (our_sku, …), a JSON object',
  `batch` bigint COMMENT 'Number of the batch that cleaned the row',
  `shard` string COMMENT 'Shard of the stream that carried the row\'s event',
  `seq` string COMMENT 'Sequence number of the event in its shard')
COMMENT 'What a product page said about its offer at one moment; history, never overwritten by a later moment.'
PARTITIONED BY (
  `dt` date COMMENT 'Day of the observation, UTC',
  `attempt` string COMMENT 'Whose files they are: number of the batch and id of the attempt')
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://my-lake/processed/prices/'
TBLPROPERTIES ('classification' = 'parquet');

-- views
-- The events as they came, of the raw zone. What is no JSON object stands in "bytes", in base64.
CREATE OR REPLACE VIEW millrace.raw_events AS
SELECT
  json_extract_scalar(line, '$.event.dataset') AS dataset,
  json_extract_scalar(line, '$.event.source') AS source,
  json_extract_scalar(line, '$.event.id') AS event_id,
  TRY(CAST(from_iso8601_timestamp(json_extract_scalar(line, '$.event.observed_at')) AT TIME ZONE 'UTC' AS timestamp)) AS observed_at,
  CAST(from_iso8601_timestamp(json_extract_scalar(line, '$.arrived')) AT TIME ZONE 'UTC' AS timestamp) AS arrived,
  json_format(json_extract(line, '$.event.payload')) AS payload,
  json_format(json_extract(line, '$.event.evidence')) AS evidence,
  json_extract_scalar(line, '$.event.publisher') AS publisher,
  TRY_CAST(json_extract_scalar(line, '$.event.n') AS bigint) AS n,
  json_extract_scalar(line, '$.bytes') AS bytes,
  json_extract_scalar(line, '$.shard') AS shard,
  json_extract_scalar(line, '$.seq') AS seq,
  dt,
  hour
FROM millrace.raw_lines;

-- One row per key. A row lies in two batches when it was sent or cleaned again: the newest wins.
CREATE OR REPLACE VIEW millrace."prices_latest" AS
SELECT "source", "sku", "url", "name", "brand", "gtin", "seller", "price", "currency", "list_price", "availability", "observed_at", "method", "confidence", "page_hash", "event_id", "labels", batch, shard, seq, dt
FROM (
  SELECT t.*, row_number() OVER (
    PARTITION BY dt, "source", "sku", "observed_at"
    ORDER BY "observed_at" DESC NULLS LAST, batch DESC, shard DESC, length(seq) DESC, seq DESC
  ) AS place
  FROM millrace."prices" AS t
) AS ordered
WHERE place = 1;

-- queries, to be saved under their names
-- named query: raw events. What arrived in the last two days, the newest first.
SELECT arrived, dataset, source, observed_at, payload, evidence, bytes
FROM millrace.raw_events
WHERE dt >= current_date - INTERVAL '1' DAY
ORDER BY arrived DESC
LIMIT 100;

-- named query: cleaned prices. What was seen in the last week, each observation once.
SELECT observed_at, source, sku, name, price, currency, list_price, availability, url
FROM millrace.prices_latest
WHERE dt >= current_date - INTERVAL '7' DAY
ORDER BY observed_at DESC, source, sku
LIMIT 1000;

-- named query: changes. Which prices changed in the last 7 days, and by how much. A change is held against the price before
-- it, up to 30 days further back; sold-out pages without a price are passed over.
WITH steps AS (
  SELECT source, sku, name, url, observed_at, price, currency,
    lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
    lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
  FROM millrace.prices_latest
  WHERE dt >= current_date - INTERVAL '37' DAY AND price IS NOT NULL
)
SELECT observed_at, source, sku, name, url, currency, previous_price, price,
  round(100 * (CAST(price AS double) / CAST(previous_price AS double) - 1), 2) AS change_percent
FROM steps
WHERE observed_at >= CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '7' DAY
  AND price <> previous_price
  AND previous_price <> 0
  AND currency IS NOT DISTINCT FROM previous_currency
ORDER BY observed_at DESC, source, sku;

