-- What is cheaper now than it ever was? Filters: date range (of the change), source.
SELECT c.observed_at, c.source, c.name, c.previous_price, c.price, c.currency, c.change_percent, c.url
FROM price_changes AS c
JOIN (
  SELECT source, sku, currency, min(low_price) AS lowest_price
  FROM price_daily
  GROUP BY source, sku, currency
) AS l ON l.source = c.source AND l.sku = c.sku AND l.currency = c.currency
WHERE c.observed_at = :daterange AND c.source = :source AND c.price < c.previous_price AND c.price = l.lowest_price
ORDER BY c.observed_at DESC
LIMIT 200;
