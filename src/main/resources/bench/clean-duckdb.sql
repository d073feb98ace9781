-- What the embedded engine is compared with: by hand, for this one dataset, believing every line.
SET TimeZone = 'UTC';
COPY (
  SELECT
    event.source,
    event.payload.sku,
    event.payload.url,
    event.payload.name,
    event.payload.brand,
    event.payload.gtin,
    event.payload.seller,
    TRY_CAST(replace(regexp_extract(event.payload.price, '[0-9]+([.,][0-9]+)?'), ',', '.') AS DECIMAL(18,4)) AS price,
    event.payload.currency,
    TRY_CAST(replace(regexp_extract(event.payload.list_price, '[0-9]+([.,][0-9]+)?'), ',', '.') AS DECIMAL(18,4)) AS list_price,
    replace(event.payload.availability, 'https://schema.org/', '') AS availability,
    CAST(event.observed_at AS TIMESTAMPTZ) AS observed_at,
    event.evidence.method,
    event.evidence.confidence,
    event.evidence.page_hash,
    event.evidence.selector,
    event.evidence.raw AS price_text,
    event.id AS event_id,
    event.payload.labels,
    1::BIGINT AS batch,
    shard,
    seq
  FROM read_json('{{raw}}/*/*/*.jsonl.gz', format = 'newline_delimited', hive_partitioning = false, columns = {
    shard: 'VARCHAR', seq: 'VARCHAR', arrived: 'VARCHAR',
    event: 'STRUCT(id VARCHAR, dataset VARCHAR, "version" INTEGER, source VARCHAR, publisher VARCHAR, n BIGINT, observed_at VARCHAR, payload STRUCT(sku VARCHAR, url VARCHAR, "name" VARCHAR, brand VARCHAR, gtin VARCHAR, seller VARCHAR, price VARCHAR, currency VARCHAR, list_price VARCHAR, availability VARCHAR, labels JSON), evidence STRUCT("method" VARCHAR, confidence DOUBLE, page_hash VARCHAR, selector VARCHAR, raw VARCHAR))'})
  QUALIFY row_number() OVER (PARTITION BY event.source, event.payload.sku, event.observed_at
    ORDER BY shard DESC, length(seq) DESC, seq DESC) = 1
) TO '{{out}}' (FORMAT parquet, COMPRESSION snappy);
