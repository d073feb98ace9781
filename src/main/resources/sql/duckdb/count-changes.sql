-- What the upsert is about to do, and how many rows are gone.
SELECT count(*) FILTER (WHERE t.batch IS NULL) AS inserted, count(*) FILTER (WHERE t.batch IS NOT NULL) AS updated,
    (SELECT count(*) FROM ${uncovered}) AS deleted
FROM ${staging} AS s LEFT JOIN ${target} AS t ON ${key-equality}
