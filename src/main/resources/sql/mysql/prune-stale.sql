-- A row of batch 0 is a stub, which gives way to every other.
DELETE s FROM ${staging} AS s JOIN ${target} AS t ON ${key-equality}
WHERE CASE
    WHEN t.batch IN (${taken}) THEN t.batch = s.batch AND ${same-values}
    WHEN t.batch = 0 THEN false
    ELSE t.${version} > s.${version} OR (t.${version} <=> s.${version} AND t.batch >= s.batch)
END
