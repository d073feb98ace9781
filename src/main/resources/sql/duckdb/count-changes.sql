-- What the upsert is about to do, and how many rows are gone.
SELECT count(*) FILTER (WHERE coalesce(millrace_found, 0) = 0) AS inserted,
    count(*) FILTER (WHERE millrace_found > 0) AS updated,
    (SELECT count(*) FROM ${uncovered}) AS deleted
FROM ${staging}
