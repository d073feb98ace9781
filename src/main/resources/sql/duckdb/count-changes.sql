-- What the upsert is about to do, and how many rows are gone.
SELECT count(*) FILTER (WHERE coalesce(t.batch, 0) = 0) AS inserted, count(*) FILTER (WHERE t.batch > 0) AS updated,
    (SELECT count(*) FROM ${uncovered}) AS deleted
FROM ${staging} AS s LEFT JOIN ${target} AS t ON ${key-equality}
