SELECT batch FROM millrace_loads
WHERE dataset = ${dataset} AND written > 0 AND batch NOT IN (${batches})
  AND batch NOT IN (SELECT batch FROM millrace_replaced WHERE dataset = ${dataset})
ORDER BY batch
