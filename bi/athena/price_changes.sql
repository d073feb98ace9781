-- Price changes of the last 7 days, in Amazon Athena (engine version 3), over the processed zone of the lake.
-- Run the statements one at a time, with your own bucket in place of my-millrace-lake.

-- The Parquet files that Millrace writes. Times are UTC. One day has a folder per batch, and a partition of Athena has one
-- folder: hence the second partition column, which no query needs to name.
CREATE EXTERNAL TABLE prices (
  source string,
  sku string,
  url string,
  name string,
  brand string,
  gtin string,
  seller string,
  price decimal(18,4),
  currency string,
  list_price decimal(18,4),
  availability string,
  observed_at timestamp,
  method string,
  confidence double,
  page_hash string,
  event_id string,
  labels string,
  batch bigint,
  shard string,
  seq string
)
PARTITIONED BY (dt date, attempt string)
STORED AS PARQUET
LOCATION 's3://my-millrace-lake/processed/prices/';

-- Until Millrace keeps a catalog, partitions are added by hand, and only those that a manifest in processed/_batches/
-- names (bi/README.md prints these statements from one). Never find them by listing, by a crawler or by MSCK REPAIR
-- TABLE: an attempt that died leaves files beside the committed ones, and its rows would count twice.
ALTER TABLE prices ADD IF NOT EXISTS
  PARTITION (dt = '2026-11-20', attempt = '124-mi8r2k1x-5f0c9a7e')
  LOCATION 's3://my-millrace-lake/processed/prices/batch=124-mi8r2k1x-5f0c9a7e/dt=2026-11-20/';

-- A change is held against the price before it, up to 30 days further back; sold-out pages without a price are passed over.
WITH copies AS (
  -- An observation lies in two batches when it was sent or cleaned again: the newest batch wins.
  SELECT source, sku, name, url, observed_at, price, currency,
    row_number() OVER (
      PARTITION BY source, sku, observed_at
      ORDER BY batch DESC, shard DESC, length(seq) DESC, seq DESC
    ) AS newest
  FROM prices
  WHERE dt >= current_date - INTERVAL '37' DAY
),
steps AS (
  SELECT source, sku, name, url, observed_at, price, currency,
    lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
    lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
  FROM copies
  WHERE newest = 1 AND price IS NOT NULL
)
SELECT observed_at, source, sku, name, url, currency, previous_price, price,
  round(100 * (CAST(price AS double) / CAST(previous_price AS double) - 1), 2) AS change_percent
FROM steps
WHERE observed_at >= CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '7' DAY
  AND price <> previous_price
  AND previous_price <> 0
  AND currency IS NOT DISTINCT FROM previous_currency
ORDER BY observed_at DESC, source, sku;
