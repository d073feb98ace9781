-- The latest observation of each product, in Snowflake, over a table that is loaded from the processed zone of the lake.
-- Needs a storage integration called millrace that may read the bucket; put your own bucket in place of my-millrace-lake.

-- The columns of the Parquet files that Millrace writes. Primary keys are not enforced by Snowflake, so none is claimed: an
-- observation stands here twice when it was sent or cleaned again.
CREATE TABLE IF NOT EXISTS PRICES (
  source VARCHAR NOT NULL,
  sku VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  name VARCHAR,
  brand VARCHAR,
  gtin VARCHAR,
  seller VARCHAR,
  price NUMBER(18,4),
  currency VARCHAR,
  list_price NUMBER(18,4),
  availability VARCHAR,
  observed_at TIMESTAMP_LTZ NOT NULL,
  method VARCHAR,
  confidence DOUBLE,
  page_hash VARCHAR,
  selector VARCHAR,
  price_text VARCHAR,
  event_id VARCHAR NOT NULL,
  labels VARCHAR,
  batch BIGINT,
  shard VARCHAR,
  seq VARCHAR
);

CREATE FILE FORMAT IF NOT EXISTS MILLRACE_PARQUET TYPE = PARQUET USE_LOGICAL_TYPE = TRUE;

CREATE STAGE IF NOT EXISTS MILLRACE_LAKE
  URL = 's3://my-millrace-lake/'
  STORAGE_INTEGRATION = millrace
  FILE_FORMAT = (FORMAT_NAME = 'MILLRACE_PARQUET');

-- Only files that a manifest in processed/_batches/ names (bi/README.md prints them from one), never a PATTERN over the
-- folder: an attempt that died leaves files beside the committed ones. Files loaded before are skipped.
COPY INTO PRICES
  FROM @MILLRACE_LAKE
  FILES = ('processed/prices/batch=124-mi8r2k1x-5f0c9a7e/dt=2026-11-20/part-00000.parquet')
  MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE
  ON_ERROR = ABORT_STATEMENT;

-- price is NULL where the page showed none, of a product that is sold out, say. Of two copies of one observation the one of the
-- newest batch wins.
SELECT source, sku, name, url, observed_at, price, currency, availability
FROM PRICES
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY source, sku
  ORDER BY observed_at DESC, batch DESC, shard DESC, LENGTH(seq) DESC, seq DESC
) = 1
ORDER BY source, sku;
