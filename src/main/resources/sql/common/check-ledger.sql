SELECT batch, false AS replaced FROM millrace_loads WHERE dataset = ${dataset} AND batch IN (${batches})
UNION ALL
SELECT batch, true AS replaced FROM millrace_replaced WHERE dataset = ${dataset} AND batch IN (${read-batches})
