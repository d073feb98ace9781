-- When could one product be bought? Filters: source, sku.
SELECT since, until, availability, last_seen, observations
FROM availability_history
WHERE source = :source AND sku = :sku
ORDER BY since DESC;
