CREATE TABLE IF NOT EXISTS millrace_loads (
    batch NUMBER(19,0) NOT NULL,
    dataset VARCHAR NOT NULL,
    attempt VARCHAR NOT NULL,
    written NUMBER(19,0) NOT NULL,
    inserted NUMBER(19,0) NOT NULL,
    updated NUMBER(19,0) NOT NULL,
    ignored NUMBER(19,0) NOT NULL,
    deleted NUMBER(19,0) NOT NULL,
    loaded_at TIMESTAMP_TZ(6) NOT NULL
);

CREATE TABLE IF NOT EXISTS millrace_replaced (
    batch NUMBER(19,0) NOT NULL,
    dataset VARCHAR NOT NULL,
    replaced_by NUMBER(19,0) NOT NULL
);

CREATE TABLE IF NOT EXISTS millrace_starts (first_batch NUMBER(19,0) NOT NULL, load_from VARCHAR NOT NULL);

CREATE TABLE IF NOT EXISTS millrace_locks (dataset VARCHAR NOT NULL, locked_at TIMESTAMP_TZ(6));

CREATE FILE FORMAT IF NOT EXISTS millrace_parquet TYPE = PARQUET USE_LOGICAL_TYPE = TRUE;

CREATE TABLE IF NOT EXISTS "PRICES" (
    "SOURCE" VARCHAR NOT NULL COMMENT 'Part of the key', "SKU" VARCHAR NOT NULL COMMENT 'Part of the key', "URL" VARCHAR, "NAME" VARCHAR, "BRAND" VARCHAR, "GTIN" VARCHAR, "SELLER" VARCHAR, "PRICE" NUMBER(18,4), "CURRENCY" VARCHAR, "LIST_PRICE" NUMBER(18,4), "AVAILABILITY" VARCHAR, "OBSERVED_AT" TIMESTAMP_TZ(6) NOT NULL COMMENT 'Part of the key', "METHOD" VARCHAR, "CONFIDENCE" FLOAT, "PAGE_HASH" VARCHAR, "SELECTOR" VARCHAR, "PRICE_TEXT" VARCHAR, "EVENT_ID" VARCHAR, "LABELS" VARIANT,
    batch NUMBER(19,0) NOT NULL,
    PRIMARY KEY ("SOURCE", "SKU", "OBSERVED_AT")
);

INSERT INTO millrace_locks (dataset)
SELECT 'prices' WHERE NOT EXISTS (SELECT 1 FROM millrace_locks WHERE dataset = 'prices');

CREATE OR REPLACE VIEW last_price COPY GRANTS AS
SELECT "SOURCE", "SKU", "URL", "NAME", "BRAND", "GTIN", "SELLER", "PRICE", "CURRENCY", "LIST_PRICE", "AVAILABILITY", "OBSERVED_AT", "METHOD", "CONFIDENCE", "PAGE_HASH", "SELECTOR", "PRICE_TEXT", "EVENT_ID", "LABELS", batch
FROM (
    SELECT p.*, row_number() OVER (PARTITION BY source, sku ORDER BY observed_at DESC) AS newest FROM "PRICES" AS p
) AS looks
WHERE newest = 1;

CREATE OR REPLACE VIEW price_changes COPY GRANTS AS
SELECT source, sku, name, url, observed_at, currency, price, previous_price, previous_currency,
    CAST(CAST((price - previous_price) * 100 / nullif(previous_price, 0) AS DECIMAL(38, 8)) AS DECIMAL(24, 2))
        AS change_percent
FROM (
    SELECT source, sku, name, url, observed_at, currency, price,
        lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
        lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
    FROM "PRICES"
    WHERE price IS NOT NULL
) AS looks
WHERE previous_price <> price AND previous_price <> 0 AND previous_currency IS NOT DISTINCT FROM currency;

CREATE OR REPLACE VIEW price_daily COPY GRANTS AS
SELECT source, sku, day, currency, min(price) AS low_price, max(price) AS high_price,
    CAST(CAST(sum(price) / count(*) AS DECIMAL(38, 8)) AS DECIMAL(18, 4)) AS average_price,
    max(CASE WHEN from_first = 1 THEN price END) AS opening_price,
    max(CASE WHEN from_last = 1 THEN price END) AS closing_price,
    count(*) AS observations
FROM (
    SELECT source, sku, day, currency, price,
        row_number() OVER (PARTITION BY source, sku, day, currency ORDER BY observed_at) AS from_first,
        row_number() OVER (PARTITION BY source, sku, day, currency ORDER BY observed_at DESC) AS from_last
    FROM (
        SELECT source, sku, CAST(convert_timezone('UTC', observed_at) AS DATE) AS day, currency, price, observed_at
        FROM "PRICES"
        WHERE price IS NOT NULL
    ) AS priced
) AS looks
GROUP BY source, sku, day, currency;

CREATE OR REPLACE VIEW price_index COPY GRANTS AS
WITH steps AS (
    SELECT source, currency, day, closing_price,
        lag(closing_price) OVER (PARTITION BY source, sku, currency ORDER BY day) AS previous_price,
        lag(day) OVER (PARTITION BY source, sku, currency ORDER BY day) AS previous_day,
        lead(day) OVER (PARTITION BY source, sku, currency ORDER BY day) AS next_day
    FROM price_daily
    WHERE closing_price > 0
), links AS (
    SELECT source, currency, day, 1 AS seen,
        CASE WHEN (previous_day + 14) >= day THEN 0 ELSE 1 END AS entering,
        CASE WHEN (previous_day + 14) >= day
            THEN ln(CAST(closing_price AS FLOAT)) - ln(CAST(previous_price AS FLOAT)) ELSE 0 END AS log_relative
    FROM steps
    UNION ALL
    SELECT source, currency, (day + 14) AS day, NULL AS seen, -1 AS entering, 0 AS log_relative
    FROM steps
    WHERE next_day IS NULL OR next_day > (day + 14)
), days AS (
    SELECT source, currency, day, count(seen) AS products, sum(entering) AS entering, sum(log_relative) AS log_relatives
    FROM links
    GROUP BY source, currency, day
), matches AS (
    SELECT source, currency, day, products, log_relatives,
        sum(entering) OVER (PARTITION BY source, currency ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
            - entering AS matched
    FROM days
)
SELECT source, day, currency,
    CAST(100 * exp(sum(CASE WHEN matched > 0 THEN log_relatives / matched ELSE 0 END) OVER (
        PARTITION BY source, currency ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )) AS DECIMAL(38, 4)) AS index_points,
    products, CAST(matched AS DECIMAL(18, 0)) AS matched_products
FROM matches
WHERE products > 0;

CREATE OR REPLACE VIEW availability_history COPY GRANTS AS
SELECT source, sku, availability, since,
    lead(since) OVER (PARTITION BY source, sku ORDER BY since) AS until, last_seen, observations
FROM (
    SELECT source, sku, availability, min(observed_at) AS since, max(observed_at) AS last_seen, count(*) AS observations
    FROM (
        SELECT source, sku, availability, observed_at,
            row_number() OVER (PARTITION BY source, sku ORDER BY observed_at)
                - row_number() OVER (PARTITION BY source, sku, availability ORDER BY observed_at) AS run
        FROM "PRICES"
    ) AS looks
    GROUP BY source, sku, availability, run
) AS runs;

CREATE OR REPLACE VIEW price_position COPY GRANTS AS
WITH latest AS (
    SELECT source, sku, price, currency, availability, lpad(gtin, 14, '0') AS gtin, CAST(convert_timezone('UTC', observed_at) AS DATE) AS day,
        nullif(p.labels:our_sku::VARCHAR, '') AS our_sku,
        CASE WHEN lower(p.labels:own::VARCHAR) = 'true' THEN 1 ELSE 0 END AS own,
        CASE WHEN availability IN ('OutOfStock', 'SoldOut', 'Discontinued') THEN 0 ELSE 1 END AS available
    FROM last_price AS p
), matched AS (
    SELECT source, sku, price, currency, availability, own, available, day,
        coalesce(
            our_sku,
            CASE WHEN own = 1 THEN sku END,
            CASE WHEN gtin IS NOT NULL THEN first_value(CASE WHEN own = 1 THEN coalesce(our_sku, sku) END) OVER (
                PARTITION BY gtin ORDER BY own DESC, coalesce(our_sku, sku), source
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) END,
            gtin) AS product
    FROM latest
), ordered AS (
    SELECT product, currency, source, price, availability, own, available,
        rank() OVER (PARTITION BY product, currency, available ORDER BY price) AS price_rank,
        row_number() OVER (PARTITION BY product, currency, available ORDER BY price, own DESC, source, sku) AS place,
        row_number() OVER (PARTITION BY product, currency, own ORDER BY available DESC, price, source, sku) AS own_place,
        count(*) OVER (PARTITION BY product, currency, available) AS places
    FROM matched
    WHERE product IS NOT NULL AND price > 0 AND currency IS NOT NULL
        AND (day + 2) >= (SELECT CAST(convert_timezone('UTC', max(observed_at)) AS DATE) FROM "PRICES")
), positions AS (
    SELECT product, currency,
        max(CASE WHEN own = 1 AND own_place = 1 THEN source END) AS own_source,
        max(CASE WHEN own = 1 AND own_place = 1 THEN price END) AS own_price,
        max(CASE WHEN own = 1 AND own_place = 1 THEN availability END) AS own_availability,
        max(CASE WHEN own = 1 AND own_place = 1 AND available = 1 THEN price_rank END) AS own_rank,
        count(CASE WHEN available = 1 THEN 1 END) AS offers,
        max(CASE WHEN available = 1 AND place = 1 THEN price END) AS lowest_price,
        max(CASE WHEN available = 1 AND place = 1 THEN source END) AS lowest_source,
        min(CASE WHEN available = 1 AND own = 0 THEN price END) AS lowest_other_price,
        min(CASE WHEN available = 1 AND 2 * place >= places THEN price END) AS lower_median,
        max(CASE WHEN available = 1 AND 2 * place <= places + 2 THEN price END) AS upper_median
    FROM ordered
    GROUP BY product, currency
)
SELECT product, currency, own_source, own_price, own_availability, own_rank, offers, lowest_price, lowest_source,
    lowest_other_price, CAST((lower_median + upper_median) * 0.5 AS DECIMAL(18, 4)) AS median_price,
    CAST(CAST((own_price - lowest_price) * 100 / lowest_price AS DECIMAL(38, 8)) AS DECIMAL(24, 2)) AS difference_percent
FROM positions
WHERE offers > 0 OR own_price IS NOT NULL;
