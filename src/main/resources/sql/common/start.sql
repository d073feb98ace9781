SELECT (SELECT count(*) FROM millrace_loads) AS loads, min(first_batch) AS first_batch, min(load_from) AS load_from
FROM millrace_starts
