MERGE INTO ${target} AS t
USING (SELECT ${staged-values}, batch FROM ${staging}) AS s
ON ${key-equality}
WHEN MATCHED THEN UPDATE SET ${updates}
WHEN NOT MATCHED THEN INSERT (${columns}, batch) VALUES (${proposed-values}, s.batch)
