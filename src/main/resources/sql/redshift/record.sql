INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted, loaded_at)
SELECT b.batch, ${dataset}, b.attempt, b.written,
    coalesce(c.inserted, 0), coalesce(c.updated, 0),
    b.written - coalesce(c.inserted, 0) - coalesce(c.updated, 0), (SELECT count(*) FROM ${uncovered}), getdate()
FROM (${batch-selects}) AS b
LEFT JOIN (
    SELECT s.millrace_manifest AS batch,
        sum(CASE WHEN coalesce(t.batch, 0) = 0 THEN 1 ELSE 0 END) AS inserted,
        sum(CASE WHEN t.batch > 0 THEN 1 ELSE 0 END) AS updated
    FROM ${staging} AS s LEFT JOIN ${target} AS t ON ${key-equality}
    GROUP BY s.millrace_manifest
) AS c ON c.batch = b.batch
