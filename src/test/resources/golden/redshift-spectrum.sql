-- once, by an administrator
CREATE EXTERNAL SCHEMA IF NOT EXISTS millrace_lake
FROM DATA CATALOG DATABASE 'millrace'
IAM_ROLE 'arn:aws:iam::123456789012:role/copy';

GRANT TEMP ON DATABASE "d" TO "millrace";

GRANT USAGE, CREATE ON SCHEMA "public" TO "millrace";

CREATE ROLE "millrace_reader";

GRANT USAGE ON SCHEMA "public" TO ROLE "millrace_reader";

GRANT SELECT ON ALL TABLES IN SCHEMA "public" TO ROLE "millrace_reader";

ALTER DEFAULT PRIVILEGES FOR USER "millrace" IN SCHEMA "public" GRANT SELECT ON TABLES TO ROLE "millrace_reader";

GRANT USAGE ON SCHEMA millrace_lake TO ROLE "millrace_reader";

-- beside them, where they are wanted
CREATE OR REPLACE VIEW "lake_prices" AS
SELECT "source", "sku", "url", "name", "brand", "gtin", "seller", "price", "currency", "list_price", "availability", "observed_at", "method", "confidence", "page_hash", "event_id", "labels", batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY "source", "sku", "observed_at" ORDER BY "observed_at" DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake."prices" AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;

GRANT SELECT ON "lake_prices" TO ROLE "millrace_reader";

