INSERT INTO ${staging} (${columns}, batch, millrace_restaged)
SELECT ${columns}, batch, true FROM ${hidden} AS s
WHERE EXISTS (SELECT 1 FROM ${uncovered} AS t WHERE ${key-equality})
  AND batch >= ${first} AND batch NOT IN (
    SELECT batch FROM millrace_replaced WHERE dataset = ${dataset} AND replaced_by > ${newest}
  )
