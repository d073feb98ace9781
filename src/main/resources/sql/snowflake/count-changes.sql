-- What the upsert is about to do, and how many rows are gone. Of no rows count_if gives NULL.
SELECT coalesce(count_if(coalesce(t.batch, 0) = 0), 0) AS inserted, coalesce(count_if(t.batch > 0), 0) AS updated,
    (SELECT count(*) FROM ${uncovered}) AS deleted
FROM ${staging} AS s LEFT JOIN ${target} AS t ON ${key-equality}
