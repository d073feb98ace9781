CREATE ROLE IF NOT EXISTS LOADER;

CREATE ROLE IF NOT EXISTS LOADER_READER;

CREATE SCHEMA IF NOT EXISTS PRICES.PUBLIC;

GRANT USAGE ON DATABASE PRICES TO ROLE LOADER;

GRANT USAGE ON DATABASE PRICES TO ROLE LOADER_READER;

GRANT USAGE, CREATE TABLE, CREATE VIEW, CREATE STAGE, CREATE FILE FORMAT ON SCHEMA PRICES.PUBLIC TO ROLE LOADER;

GRANT USAGE ON SCHEMA PRICES.PUBLIC TO ROLE LOADER_READER;

GRANT SELECT ON FUTURE TABLES IN SCHEMA PRICES.PUBLIC TO ROLE LOADER_READER;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA PRICES.PUBLIC TO ROLE LOADER_READER;

GRANT USAGE ON WAREHOUSE LOADING TO ROLE LOADER;

CREATE STORAGE INTEGRATION IF NOT EXISTS LAKE TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
    STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::ACCOUNT:role/ROLE' STORAGE_ALLOWED_LOCATIONS = ('s3://my-lake/processed/');

GRANT USAGE ON INTEGRATION LAKE TO ROLE LOADER;

CREATE STAGE IF NOT EXISTS PRICES.PUBLIC.millrace_lake URL = 's3://my-lake/processed/' STORAGE_INTEGRATION = LAKE;

GRANT USAGE ON STAGE PRICES.PUBLIC.millrace_lake TO ROLE LOADER;

GRANT CREATE TASK, CREATE PIPE, CREATE STREAM ON SCHEMA PRICES.PUBLIC TO ROLE LOADER;

GRANT EXECUTE TASK, EXECUTE MANAGED TASK ON ACCOUNT TO ROLE LOADER;

GRANT ROLE LOADER TO ROLE SYSADMIN;

USE ROLE LOADER;

USE SCHEMA PRICES.PUBLIC;

USE WAREHOUSE LOADING;

CREATE FILE FORMAT IF NOT EXISTS millrace_json TYPE = JSON;

CREATE TABLE IF NOT EXISTS millrace_landed_manifests (file VARCHAR NOT NULL, content VARIANT NOT NULL);

CREATE TABLE IF NOT EXISTS millrace_landed_prices (
    file VARCHAR NOT NULL,
    row_number NUMBER(19,0) NOT NULL,
    content VARIANT NOT NULL,
    landed_at TIMESTAMP_TZ(6) NOT NULL
);

CREATE OR REPLACE TASK millrace_load_prices
    WAREHOUSE = LOADING
    SCHEDULE = '15 MINUTES'
    TIMEZONE = 'UTC', QUERY_TAG = 'millrace', LOCK_TIMEOUT = 600
AS
BEGIN
    COPY INTO millrace_landed_manifests (file, content)
    FROM (SELECT METADATA$FILENAME, $1 FROM '@millrace_lake/_batches/')
    FILE_FORMAT = (FORMAT_NAME = 'millrace_json') ON_ERROR = ABORT_STATEMENT;
    COPY INTO millrace_landed_prices (file, row_number, content, landed_at)
    FROM (SELECT METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, $1, METADATA$START_SCAN_TIME FROM '@millrace_lake/prices/')
    FILE_FORMAT = (FORMAT_NAME = 'millrace_parquet') ON_ERROR = ABORT_STATEMENT;
    CREATE OR REPLACE TEMPORARY TABLE "STAGING_PRICES" (
        "SOURCE" VARCHAR, "SKU" VARCHAR, "URL" VARCHAR, "NAME" VARCHAR, "BRAND" VARCHAR, "GTIN" VARCHAR, "SELLER" VARCHAR, "PRICE" NUMBER(18,4), "CURRENCY" VARCHAR, "LIST_PRICE" NUMBER(18,4), "AVAILABILITY" VARCHAR, "OBSERVED_AT" TIMESTAMP_TZ(6), "METHOD" VARCHAR, "CONFIDENCE" FLOAT, "PAGE_HASH" VARCHAR, "SELECTOR" VARCHAR, "PRICE_TEXT" VARCHAR, "EVENT_ID" VARCHAR, "LABELS" VARCHAR,
        batch NUMBER(19,0) NOT NULL,
        millrace_restaged BOOLEAN
    );
    CREATE OR REPLACE TEMPORARY TABLE millrace_due (
        batch NUMBER(19,0) NOT NULL, attempt VARCHAR NOT NULL, written NUMBER(19,0) NOT NULL, replaced BOOLEAN NOT NULL
    );
    CREATE OR REPLACE TEMPORARY TABLE millrace_due_files (batch NUMBER(19,0) NOT NULL, file VARCHAR NOT NULL);
    BEGIN TRANSACTION;
    UPDATE millrace_locks SET locked_at = current_timestamp() WHERE dataset = 'prices';
    INSERT INTO millrace_due (batch, attempt, written, replaced)
    SELECT DISTINCT m.content:n::NUMBER(19,0), m.content:attempt::VARCHAR,
        coalesce(m.content:datasets."prices".rows::NUMBER(19,0), 0), r.batch IS NOT NULL
    FROM millrace_landed_manifests AS m
    LEFT JOIN millrace_replaced AS r ON r.dataset = 'prices' AND r.batch = m.content:n::NUMBER(19,0)
    WHERE array_size(m.content:replaces) = 0
      AND m.content:n::NUMBER(19,0) >= (SELECT coalesce(min(first_batch), 1) FROM millrace_starts)
      AND m.content:n::NUMBER(19,0) NOT IN (SELECT batch FROM millrace_loads WHERE dataset = 'prices');
    INSERT INTO millrace_due_files (batch, file)
    SELECT DISTINCT d.batch, f.value:key::VARCHAR
    FROM millrace_landed_manifests AS m JOIN millrace_due AS d ON d.batch = m.content:n::NUMBER(19,0),
        LATERAL FLATTEN(input => m.content:datasets."prices".files) AS f
    WHERE NOT d.replaced;
    INSERT OVERWRITE INTO millrace_due
    SELECT d.batch, d.attempt, d.written, d.replaced
    FROM millrace_due AS d LEFT JOIN (
        SELECT a.batch, count(*) AS arrived
        FROM (
            SELECT DISTINCT f.batch, l.file, l.row_number
            FROM millrace_due_files AS f JOIN millrace_landed_prices AS l ON l.file = f.file
        ) AS a
        GROUP BY a.batch
    ) AS c ON c.batch = d.batch
    WHERE d.replaced OR coalesce(c.arrived, 0) = d.written;
    INSERT INTO "STAGING_PRICES" ("SOURCE", "SKU", "URL", "NAME", "BRAND", "GTIN", "SELLER", "PRICE", "CURRENCY", "LIST_PRICE", "AVAILABILITY", "OBSERVED_AT", "METHOD", "CONFIDENCE", "PAGE_HASH", "SELECTOR", "PRICE_TEXT", "EVENT_ID", "LABELS", batch)
    SELECT l.content:"source"::VARCHAR, l.content:"sku"::VARCHAR, l.content:"url"::VARCHAR, l.content:"name"::VARCHAR, l.content:"brand"::VARCHAR, l.content:"gtin"::VARCHAR, l.content:"seller"::VARCHAR, l.content:"price"::NUMBER(18,4), l.content:"currency"::VARCHAR, l.content:"list_price"::NUMBER(18,4), l.content:"availability"::VARCHAR, l.content:"observed_at"::TIMESTAMP_TZ(6), l.content:"method"::VARCHAR, l.content:"confidence"::FLOAT, l.content:"page_hash"::VARCHAR, l.content:"selector"::VARCHAR, l.content:"price_text"::VARCHAR, l.content:"event_id"::VARCHAR, l.content:"labels"::VARCHAR, l.content:batch::NUMBER(19,0)
    FROM millrace_landed_prices AS l JOIN millrace_due_files AS f ON f.file = l.file JOIN millrace_due AS d ON d.batch = f.batch
    QUALIFY row_number() OVER (PARTITION BY l.file, l.row_number ORDER BY l.landed_at) = 1;
    INSERT OVERWRITE INTO "STAGING_PRICES"
    SELECT * FROM "STAGING_PRICES"
    QUALIFY row_number() OVER (PARTITION BY "SOURCE", "SKU", "OBSERVED_AT" ORDER BY "OBSERVED_AT" DESC NULLS LAST, batch DESC) = 1;
    MERGE INTO "STAGING_PRICES" AS s USING "PRICES" AS t
    ON t."SOURCE" = s."SOURCE" AND t."SKU" = s."SKU" AND t."OBSERVED_AT" = s."OBSERVED_AT" AND CASE
        WHEN t.batch IN (0) THEN t.batch = s.batch AND t."SOURCE" IS NOT DISTINCT FROM s."SOURCE" AND t."SKU" IS NOT DISTINCT FROM s."SKU" AND t."URL" IS NOT DISTINCT FROM s."URL" AND t."NAME" IS NOT DISTINCT FROM s."NAME" AND t."BRAND" IS NOT DISTINCT FROM s."BRAND" AND t."GTIN" IS NOT DISTINCT FROM s."GTIN" AND t."SELLER" IS NOT DISTINCT FROM s."SELLER" AND t."PRICE" IS NOT DISTINCT FROM s."PRICE" AND t."CURRENCY" IS NOT DISTINCT FROM s."CURRENCY" AND t."LIST_PRICE" IS NOT DISTINCT FROM s."LIST_PRICE" AND t."AVAILABILITY" IS NOT DISTINCT FROM s."AVAILABILITY" AND t."OBSERVED_AT" IS NOT DISTINCT FROM s."OBSERVED_AT" AND t."METHOD" IS NOT DISTINCT FROM s."METHOD" AND t."CONFIDENCE" IS NOT DISTINCT FROM s."CONFIDENCE" AND t."PAGE_HASH" IS NOT DISTINCT FROM s."PAGE_HASH" AND t."SELECTOR" IS NOT DISTINCT FROM s."SELECTOR" AND t."PRICE_TEXT" IS NOT DISTINCT FROM s."PRICE_TEXT" AND t."EVENT_ID" IS NOT DISTINCT FROM s."EVENT_ID" AND to_json(t."LABELS") IS NOT DISTINCT FROM to_json(parse_json(s."LABELS"))
        WHEN t.batch = 0 THEN false
        ELSE t."OBSERVED_AT" > s."OBSERVED_AT" OR (t."OBSERVED_AT" IS NOT DISTINCT FROM s."OBSERVED_AT" AND t.batch >= s.batch)
    END
    WHEN MATCHED THEN DELETE;
    INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted, loaded_at)
    SELECT b.batch, 'prices', b.attempt, b.written,
        coalesce(c.inserted, 0), coalesce(c.updated, 0),
        b.written - coalesce(c.inserted, 0) - coalesce(c.updated, 0), 0, current_timestamp()
    FROM millrace_due AS b
    LEFT JOIN (
        SELECT s.batch, count_if(coalesce(t.batch, 0) = 0) AS inserted, count_if(t.batch > 0) AS updated
        FROM "STAGING_PRICES" AS s LEFT JOIN "PRICES" AS t ON t."SOURCE" = s."SOURCE" AND t."SKU" = s."SKU" AND t."OBSERVED_AT" = s."OBSERVED_AT"
        GROUP BY s.batch
    ) AS c ON c.batch = b.batch;
    MERGE INTO "PRICES" AS t
    USING (SELECT "SOURCE", "SKU", "URL", "NAME", "BRAND", "GTIN", "SELLER", "PRICE", "CURRENCY", "LIST_PRICE", "AVAILABILITY", "OBSERVED_AT", "METHOD", "CONFIDENCE", "PAGE_HASH", "SELECTOR", "PRICE_TEXT", "EVENT_ID", parse_json("LABELS") AS "LABELS", batch FROM "STAGING_PRICES") AS s
    ON t."SOURCE" = s."SOURCE" AND t."SKU" = s."SKU" AND t."OBSERVED_AT" = s."OBSERVED_AT"
    WHEN MATCHED THEN UPDATE SET "URL" = s."URL", "NAME" = s."NAME", "BRAND" = s."BRAND", "GTIN" = s."GTIN", "SELLER" = s."SELLER", "PRICE" = s."PRICE", "CURRENCY" = s."CURRENCY", "LIST_PRICE" = s."LIST_PRICE", "AVAILABILITY" = s."AVAILABILITY", "METHOD" = s."METHOD", "CONFIDENCE" = s."CONFIDENCE", "PAGE_HASH" = s."PAGE_HASH", "SELECTOR" = s."SELECTOR", "PRICE_TEXT" = s."PRICE_TEXT", "EVENT_ID" = s."EVENT_ID", "LABELS" = s."LABELS", "BATCH" = s."BATCH"
    WHEN NOT MATCHED THEN INSERT ("SOURCE", "SKU", "URL", "NAME", "BRAND", "GTIN", "SELLER", "PRICE", "CURRENCY", "LIST_PRICE", "AVAILABILITY", "OBSERVED_AT", "METHOD", "CONFIDENCE", "PAGE_HASH", "SELECTOR", "PRICE_TEXT", "EVENT_ID", "LABELS", batch) VALUES (s."SOURCE", s."SKU", s."URL", s."NAME", s."BRAND", s."GTIN", s."SELLER", s."PRICE", s."CURRENCY", s."LIST_PRICE", s."AVAILABILITY", s."OBSERVED_AT", s."METHOD", s."CONFIDENCE", s."PAGE_HASH", s."SELECTOR", s."PRICE_TEXT", s."EVENT_ID", s."LABELS", s.batch);
    DELETE FROM millrace_landed_prices WHERE file IN (
        SELECT f.file FROM millrace_due_files AS f JOIN millrace_due AS d ON d.batch = f.batch
    );
    DELETE FROM millrace_landed_prices WHERE landed_at < dateadd('day', -30, current_timestamp());
    COMMIT;
EXCEPTION
    WHEN OTHER THEN
        ROLLBACK;
        RAISE;
END;

ALTER TASK millrace_load_prices RESUME;
