-- The marts over the table of prices. Every warehouse reads these statements as they are: so there is no QUALIFY, no FILTER
-- and no median(), quotients are cast to decimals of a stated scale (by way of eight digits, as some divide as doubles), and
-- a time is compared by its UTC day. Prices in different currencies are never compared.

-- The newest row of each product of a source; its price is NULL where that look showed none.
CREATE OR REPLACE VIEW last_price${view-options} AS
SELECT ${columns}, batch
FROM (
    SELECT p.*, row_number() OVER (PARTITION BY source, sku ORDER BY observed_at DESC) AS newest FROM ${target} AS p
) AS looks
WHERE newest = 1;

-- Each move of a price against the price before it, in the currency's unit and in percent. Looks that showed no price are
-- passed over; there is no change from a price of zero or from another currency.
CREATE OR REPLACE VIEW price_changes${view-options} AS
SELECT source, sku, name, url, observed_at, currency, price, previous_price, previous_currency,
    CAST(CAST((price - previous_price) * 100 / nullif(previous_price, 0) AS DECIMAL(38, 8)) AS DECIMAL(24, 2))
        AS change_percent
FROM (
    SELECT source, sku, name, url, observed_at, currency, price,
        lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
        lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
    FROM ${target}
    WHERE price IS NOT NULL
) AS looks
WHERE previous_price <> price AND previous_price <> 0 AND ${same-currency};

-- The prices of a product on one UTC day in one currency, in its unit: lowest, highest, arithmetic mean of the looks, first
-- and last. A day without a price has no row.
CREATE OR REPLACE VIEW price_daily${view-options} AS
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
        SELECT source, sku, ${observed-day} AS day, currency, price, observed_at
        FROM ${target}
        WHERE price IS NOT NULL
    ) AS priced
) AS looks
GROUP BY source, sku, day, currency;

-- The price level of a source by UTC day and currency, 100 on its first day: a chained Jevons index, as statistics offices
-- use it for scraped prices. A day's link is the geometric mean of closing prices against those before, over the products
-- that have both, so none moves it by coming or going. One that is not seen counts as unchanged for 14 days and then leaves.
CREATE OR REPLACE VIEW price_index${view-options} AS
WITH steps AS (
    SELECT source, currency, day, closing_price,
        lag(closing_price) OVER (PARTITION BY source, sku, currency ORDER BY day) AS previous_price,
        lag(day) OVER (PARTITION BY source, sku, currency ORDER BY day) AS previous_day,
        lead(day) OVER (PARTITION BY source, sku, currency ORDER BY day) AS next_day
    FROM price_daily
    WHERE closing_price > 0
), links AS (
    SELECT source, currency, day, 1 AS seen,
        CASE WHEN ${carried-from-previous-day} >= day THEN 0 ELSE 1 END AS entering,
        CASE WHEN ${carried-from-previous-day} >= day
            THEN ln(CAST(closing_price AS ${double})) - ln(CAST(previous_price AS ${double})) ELSE 0 END AS log_relative
    FROM steps
    UNION ALL
    SELECT source, currency, ${carried-from-day} AS day, NULL AS seen, -1 AS entering, 0 AS log_relative
    FROM steps
    WHERE next_day IS NULL OR next_day > ${carried-from-day}
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

-- Each time for which looks in a row showed the same availability (NULL: none shown): since its first look, until the first
-- that showed another, exclusive; until is NULL while it lasts.
CREATE OR REPLACE VIEW availability_history${view-options} AS
SELECT source, sku, availability, since,
    lead(since) OVER (PARTITION BY source, sku ORDER BY since) AS until, last_seen, observations
FROM (
    SELECT source, sku, availability, min(observed_at) AS since, max(observed_at) AS last_seen, count(*) AS observations
    FROM (
        SELECT source, sku, availability, observed_at,
            row_number() OVER (PARTITION BY source, sku ORDER BY observed_at)
                - row_number() OVER (PARTITION BY source, sku, availability ORDER BY observed_at) AS run
        FROM ${target}
    ) AS looks
    GROUP BY source, sku, availability, run
) AS runs;

-- Where the own price stands among the newest offers of a product, by currency, in its unit and in percent above the lowest.
-- Own are pages with the label own = true. A product is known by the label our_sku, an own one also by its sku, others by the
-- GTIN of an own one, else by their GTIN. What is sold out, free, or was last seen more than two days before the newest look
-- of all is no offer; of an own product that is sold out there is a price, but no rank.
CREATE OR REPLACE VIEW price_position${view-options} AS
WITH latest AS (
    SELECT source, sku, price, currency, availability, lpad(gtin, 14, '0') AS gtin, ${observed-day} AS day,
        nullif(${label-our-sku}, '') AS our_sku,
        CASE WHEN lower(${label-own}) = 'true' THEN 1 ELSE 0 END AS own,
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
        AND ${recent-from-day} >= (SELECT ${newest-day} FROM ${target})
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
