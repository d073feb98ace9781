-- The newest trusted price of each product that new batches hold, if it is the product's newest of all, with what was known
-- before: of the looks that were judged already, in its own currency. Of a product without such a look, its first new one.
-- The lowest price is that of all looks before it, judged or not. Of what was before, that alone is read which is younger than
-- the second time; the first look of all is looked up where that is wanted.
WITH touched AS (
    SELECT source, sku, max(observed_at) AS newest
    FROM prices
    WHERE (${new}) AND price IS NOT NULL AND currency IS NOT NULL
        AND (confidence IS NULL OR confidence >= ${confidence}) AND observed_at >= ?
    GROUP BY source, sku
), fresh AS (
    SELECT p.source, p.sku, p.url, p.name, p.gtin, p.labels, p.price, p.currency, p.availability, p.observed_at, p.event_id
    FROM prices AS p
    JOIN touched AS t ON p.source = t.source AND p.sku = t.sku AND p.observed_at = t.newest
), history AS (
    SELECT f.source, f.sku, max(p.observed_at) AS newest,
        max(CASE WHEN p.currency = f.currency AND NOT (${new-of-p}) THEN p.observed_at END) AS last_at,
        min(CASE WHEN p.currency = f.currency AND p.observed_at < f.observed_at THEN p.observed_at END) AS first_at,
        min(CASE WHEN p.currency = f.currency AND p.observed_at < f.observed_at THEN p.price END) AS lowest,
        sum(CASE WHEN p.currency = f.currency AND NOT (${new-of-p})
            AND p.observed_at >= f.observed_at - INTERVAL 720 HOUR THEN p.price END) AS recent_sum,
        sum(CASE WHEN p.currency = f.currency AND NOT (${new-of-p})
            AND p.observed_at >= f.observed_at - INTERVAL 720 HOUR THEN 1 ELSE 0 END) AS recent_count
    FROM fresh AS f
    JOIN prices AS p ON p.source = f.source AND p.sku = f.sku
    WHERE p.price IS NOT NULL AND (p.confidence IS NULL OR p.confidence >= ${confidence})
        AND p.observed_at >= ?
    GROUP BY f.source, f.sku
)
SELECT f.source, f.sku, f.url, f.name, f.gtin, f.labels, f.price, f.currency, f.availability, f.observed_at, f.event_id,
    h.last_at, l.price AS last_price, h.lowest, h.recent_sum, h.recent_count, b.price AS first_price
FROM fresh AS f
JOIN history AS h ON h.source = f.source AND h.sku = f.sku AND h.newest = f.observed_at
LEFT JOIN prices AS l ON l.source = f.source AND l.sku = f.sku AND l.observed_at = h.last_at
LEFT JOIN prices AS b ON b.source = f.source AND b.sku = f.sku AND b.observed_at = h.first_at AND ${first}
