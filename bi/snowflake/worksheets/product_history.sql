-- What did one product cost? Filters: date range (days), source, sku. A line for each source and currency; the mean is that of all
-- looks, whichever days they are of.
SELECT :datebucket(day) AS bucket, source || ', ' || coalesce(currency, 'no currency') AS series, min(low_price) AS low_price,
  sum(average_price * observations) / sum(observations) AS average_price, max(high_price) AS high_price
FROM price_daily
WHERE day = :daterange AND source = :source AND sku = :sku
GROUP BY :datebucket(day), source || ', ' || coalesce(currency, 'no currency')
ORDER BY bucket, series;
