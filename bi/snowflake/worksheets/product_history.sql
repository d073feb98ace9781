-- What did one product cost? Filters: date range (days), source, sku.
SELECT :datebucket(day) AS bucket, min(low_price) AS low_price, avg(average_price) AS average_price, max(high_price) AS high_price
FROM price_daily
WHERE day = :daterange AND source = :source AND sku = :sku
GROUP BY :datebucket(day)
ORDER BY bucket;
