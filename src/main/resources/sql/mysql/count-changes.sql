-- What the upsert is about to do, and how many rows are gone.
SELECT coalesce(sum(coalesce(millrace_found, 0) = 0), 0) AS inserted, coalesce(sum(millrace_found > 0), 0) AS updated,
    (SELECT count(*) FROM ${uncovered}) AS deleted
FROM ${staging}
