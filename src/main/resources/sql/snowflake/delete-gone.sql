MERGE INTO ${target} AS t USING ${uncovered} AS s ON ${key-equality} AND t.batch > 0 WHEN MATCHED THEN DELETE
