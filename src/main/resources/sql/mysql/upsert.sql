INSERT INTO ${target} (${columns}, batch)
SELECT ${columns}, batch FROM ${staging}
ON DUPLICATE KEY UPDATE ${updates}
