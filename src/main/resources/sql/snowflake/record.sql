INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted, loaded_at)
SELECT b.batch, ${dataset}, b.attempt, b.written,
    coalesce(c.inserted, 0), coalesce(c.updated, 0),
    b.written - coalesce(c.inserted, 0) - coalesce(c.updated, 0), (SELECT count(*) FROM ${uncovered}),
    current_timestamp()
FROM (VALUES ${batch-values}) AS b (batch, attempt, written)
LEFT JOIN (
    SELECT s.manifest AS batch, count_if(coalesce(t.batch, 0) = 0) AS inserted, count_if(t.batch > 0) AS updated
    FROM (SELECT ${key}, ${manifest} AS manifest FROM ${staging} WHERE millrace_restaged IS NULL) AS s
    LEFT JOIN ${target} AS t ON ${key-equality}
    GROUP BY s.manifest
) AS c ON c.batch = b.batch
