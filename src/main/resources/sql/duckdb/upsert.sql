INSERT INTO ${target} (${columns}, batch)
SELECT ${columns}, batch FROM ${staging}
ON CONFLICT (${key}) DO UPDATE SET ${updates}
