INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted, loaded_at)
SELECT b.batch, ${dataset}, b.attempt, b.written,
    coalesce(c.inserted, 0), coalesce(c.updated, 0),
    b.written - coalesce(c.inserted, 0) - coalesce(c.updated, 0), (SELECT count(*) FROM ${uncovered}), utc_timestamp(6)
FROM (${batch-selects}) AS b
LEFT JOIN (
    SELECT millrace_manifest AS batch, sum(coalesce(millrace_found, 0) = 0) AS inserted,
        sum(coalesce(millrace_found, 0) > 0) AS updated
    FROM ${staging} GROUP BY millrace_manifest
) AS c ON c.batch = b.batch
