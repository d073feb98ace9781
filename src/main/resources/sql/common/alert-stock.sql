-- The same of the stock: looks count that say whether there is any.
WITH touched AS (
    SELECT source, sku, max(observed_at) AS newest
    FROM prices
    WHERE (${new}) AND availability IN (${known}) AND observed_at >= ?
        AND (price IS NULL OR confidence IS NULL OR confidence >= ${confidence})
    GROUP BY source, sku
), fresh AS (
    SELECT p.source, p.sku, p.url, p.name, p.gtin, p.labels, p.price, p.currency, p.availability, p.observed_at, p.event_id
    FROM prices AS p
    JOIN touched AS t ON p.source = t.source AND p.sku = t.sku AND p.observed_at = t.newest
), history AS (
    SELECT f.source, f.sku, max(p.observed_at) AS newest,
        max(CASE WHEN NOT (${new-of-p}) THEN p.observed_at END) AS last_at,
        min(CASE WHEN p.observed_at < f.observed_at THEN p.observed_at END) AS first_at
    FROM fresh AS f
    JOIN prices AS p ON p.source = f.source AND p.sku = f.sku
    WHERE p.availability IN (${known}) AND (p.price IS NULL OR p.confidence IS NULL OR p.confidence >= ${confidence})
        AND p.observed_at >= ?
    GROUP BY f.source, f.sku
)
SELECT f.source, f.sku, f.url, f.name, f.gtin, f.labels, f.price, f.currency, f.availability, f.observed_at, f.event_id,
    h.last_at, l.availability AS last_availability, b.availability AS first_availability
FROM fresh AS f
JOIN history AS h ON h.source = f.source AND h.sku = f.sku AND h.newest = f.observed_at
LEFT JOIN prices AS l ON l.source = f.source AND l.sku = f.sku AND l.observed_at = h.last_at
LEFT JOIN prices AS b ON b.source = f.source AND b.sku = f.sku AND b.observed_at = h.first_at AND ${first}
