-- Rows of other batches that are not in the table, since another row of their key is: none, if all are in it.
SELECT (SELECT count(*) FROM ${uncovered}) AS uncovered,
    (
        SELECT coalesce(sum(written), 0) FROM millrace_loads
        WHERE dataset = ${dataset} AND batch NOT IN (${batches})
          AND batch NOT IN (SELECT batch FROM millrace_replaced WHERE dataset = ${dataset})
    ) - (
        SELECT count(*) FROM ${target}
        WHERE batch > 0 AND batch NOT IN (${batches}) AND batch NOT IN (${taken})
          AND batch NOT IN (SELECT batch FROM millrace_replaced WHERE dataset = ${dataset})
    ) AS hidden
