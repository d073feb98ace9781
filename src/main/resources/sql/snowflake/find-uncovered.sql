-- Keys whose row goes or gives way to an older one: what other batches have of them counts again.
INSERT INTO ${uncovered}
SELECT ${target-key} FROM ${target} AS t LEFT JOIN ${staging} AS s
    ON ${key-equality}
    AND (s.${version} > t.${version} OR (s.${version} IS NOT DISTINCT FROM t.${version} AND s.batch >= t.batch))
WHERE t.batch IN (${taken}) AND s.batch IS NULL
