DELETE s FROM ${staging} AS s JOIN ${target} AS t ON ${key-equality}
WHERE CASE
    WHEN t.batch IN (${taken}) THEN t.batch = s.batch AND ${same-values}
    ELSE t.${version} > s.${version} OR (t.${version} <=> s.${version} AND t.batch >= s.batch)
END
