-- A row of batch 0 is a stub, which gives way to every other.
MERGE INTO ${staging} AS s USING ${target} AS t
ON ${key-equality} AND CASE
    WHEN t.batch IN (${taken}) THEN t.batch = s.batch AND ${same-values}
    WHEN t.batch = 0 THEN false
    ELSE t.${version} > s.${version} OR (t.${version} IS NOT DISTINCT FROM s.${version} AND t.batch >= s.batch)
END
WHEN MATCHED THEN DELETE
