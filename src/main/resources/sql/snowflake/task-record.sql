INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted, loaded_at)
SELECT b.batch, ${dataset}, b.attempt, b.written,
    coalesce(c.inserted, 0), coalesce(c.updated, 0),
    b.written - coalesce(c.inserted, 0) - coalesce(c.updated, 0), 0, current_timestamp()
FROM millrace_due AS b
LEFT JOIN (
    SELECT s.batch, count_if(coalesce(t.batch, 0) = 0) AS inserted, count_if(t.batch > 0) AS updated
    FROM ${staging} AS s LEFT JOIN ${target} AS t ON ${key-equality}
    GROUP BY s.batch
) AS c ON c.batch = b.batch;
