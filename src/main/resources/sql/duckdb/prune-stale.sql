-- One look at the table is noted for the counts and the upsert too. A row of batch 0 is a stub, which gives way to every
-- other; one of a batch whose place is taken gives way to all but itself.
UPDATE ${staging} AS s SET millrace_found = t.batch, millrace_stale = CASE
    WHEN t.batch = 0 OR t.batch IN (${taken}) THEN false
    ELSE t.${version} > s.${version} OR (t.${version} IS NOT DISTINCT FROM s.${version} AND t.batch >= s.batch)
END
FROM ${target} AS t WHERE ${key-equality};
DELETE FROM ${staging} WHERE millrace_stale;
DELETE FROM ${staging} WHERE (millrace_file, millrace_row) IN (
    SELECT (s.millrace_file, s.millrace_row) FROM ${staged} AS s JOIN ${target} AS t ON ${key-equality}
    WHERE s.millrace_found = s.batch AND s.millrace_found IN (${taken}) AND ${same-values}
)
