-- One look at the table is noted for the counts too. A row of batch 0 is a stub, which gives way to every other.
UPDATE ${staging} AS s JOIN ${target} AS t ON ${key-equality}
SET s.millrace_found = t.batch, s.millrace_stale = CASE
    WHEN t.batch IN (${taken}) THEN t.batch = s.batch AND ${same-values}
    WHEN t.batch = 0 THEN false
    ELSE t.${version} > s.${version} OR (t.${version} <=> s.${version} AND t.batch >= s.batch)
END;
DELETE FROM ${staging} WHERE millrace_stale
