-- named query: changes. Which prices changed in the last 7 days, and by how much. A change is held against the price before
-- it, up to 30 days further back; sold-out pages without a price are passed over.
WITH steps AS (
  SELECT source, sku, name, url, observed_at, price, currency,
    lag(price) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_price,
    lag(currency) OVER (PARTITION BY source, sku ORDER BY observed_at) AS previous_currency
  FROM ${database}.prices_latest
  WHERE dt >= current_date - INTERVAL '37' DAY AND price IS NOT NULL
)
SELECT observed_at, source, sku, name, url, currency, previous_price, price,
  round(100 * (CAST(price AS double) / CAST(previous_price AS double) - 1), 2) AS change_percent
FROM steps
WHERE observed_at >= CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '7' DAY
  AND price <> previous_price
  AND previous_price <> 0
  AND currency IS NOT DISTINCT FROM previous_currency
ORDER BY observed_at DESC, source, sku
