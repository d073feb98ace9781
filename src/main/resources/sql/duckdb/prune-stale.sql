DELETE FROM ${staging} AS s USING ${target} AS t
WHERE ${key-equality}
  AND (t.${version} > s.${version} OR (t.${version} IS NOT DISTINCT FROM s.${version} AND t.batch >= s.batch))
