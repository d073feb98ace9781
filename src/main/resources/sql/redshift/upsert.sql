MERGE INTO ${target} USING ${staging} AS s ON ${merge-match}
WHEN MATCHED THEN UPDATE SET ${updates}
WHEN NOT MATCHED THEN INSERT (${columns}, batch) VALUES (${proposed-values}, s.batch)
