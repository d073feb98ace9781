SELECT coalesce(max(batch), 0) AS through
FROM (
    SELECT batch, row_number() OVER (ORDER BY batch) AS position FROM millrace_loads WHERE dataset = ${dataset}
) AS numbered
WHERE batch = position
