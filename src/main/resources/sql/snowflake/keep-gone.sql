-- What is left are the keys that nothing has any more.
MERGE INTO ${uncovered} AS t USING ${staging} AS s ON ${key-equality} WHEN MATCHED THEN DELETE
