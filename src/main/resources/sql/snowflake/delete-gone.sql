MERGE INTO ${target} AS t USING ${uncovered} AS s ON ${key-equality} WHEN MATCHED THEN DELETE
