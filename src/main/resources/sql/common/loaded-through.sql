SELECT coalesce(max(batch), ${first} - 1) AS through
FROM (
    SELECT batch, row_number() OVER (ORDER BY batch) AS position FROM millrace_loads
    WHERE dataset = ${dataset} AND batch >= ${first}
) AS numbered
WHERE batch = position + ${first} - 1
