-- What can be bought again? Filters: date range (since when), source.
SELECT a.since, a.source, p.name, a.previous_availability, a.availability, p.price, p.currency, p.url
FROM (
  SELECT source, sku, availability, since,
    lag(availability) OVER (PARTITION BY source, sku ORDER BY since) AS previous_availability
  FROM availability_history
  WHERE availability IS NOT NULL
) AS a
JOIN last_price AS p ON p.source = a.source AND p.sku = a.sku
WHERE a.since = :daterange AND a.source = :source
  AND a.availability IN ('InStock', 'LimitedAvailability', 'OnlineOnly', 'InStoreOnly')
  AND a.previous_availability IN ('OutOfStock', 'SoldOut', 'BackOrder', 'Discontinued')
ORDER BY a.since DESC
LIMIT 200;
