-- Which prices fell the most? Filters: date range (of the change), source.
SELECT observed_at, source, name, previous_price, price, currency, change_percent, url
FROM price_changes
WHERE observed_at = :daterange AND source = :source AND change_percent < 0
ORDER BY change_percent
LIMIT 200;
