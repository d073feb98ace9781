-- named query: cleaned prices. What was seen in the last week, each observation once.
SELECT observed_at, source, sku, name, price, currency, list_price, availability, url
FROM ${database}.prices_latest
WHERE dt >= current_date - INTERVAL '7' DAY
ORDER BY observed_at DESC, source, sku
LIMIT 1000
