-- How many prices moved? Filters: date range (of the change), source.
SELECT CASE WHEN change_percent < 0 THEN 'fell' ELSE 'rose' END AS direction, count(*) AS prices
FROM price_changes
WHERE observed_at = :daterange AND source = :source
GROUP BY CASE WHEN change_percent < 0 THEN 'fell' ELSE 'rose' END;
