-- How did the price level of each source move? Filters: date range (days), source.
SELECT day, source || ', ' || coalesce(currency, 'no currency') AS series, index_points, matched_products
FROM price_index
WHERE day = :daterange AND source = :source
ORDER BY day, series;
