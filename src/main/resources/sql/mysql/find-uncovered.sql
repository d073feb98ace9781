-- Keys whose row goes or gives way to an older one: what other batches have of them counts again.
INSERT INTO ${uncovered}
SELECT ${key} FROM ${target} AS t
WHERE t.batch IN (${taken}) AND NOT EXISTS (
    SELECT 1 FROM ${staging} AS s
    WHERE ${key-equality}
      AND (s.${version} > t.${version} OR (s.${version} <=> t.${version} AND s.batch >= t.batch))
)
