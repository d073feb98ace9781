INSERT INTO ${hidden}
SELECT ${staged-columns}, batch, -1, row_number() OVER () + (SELECT count(*) FROM ${hidden}) FROM ${staged-rows} AS s
WHERE EXISTS (SELECT 1 FROM ${uncovered} AS t WHERE ${key-equality})
  AND batch >= ${first} AND batch NOT IN (
    SELECT batch FROM millrace_replaced WHERE dataset = ${dataset} AND replaced_by > ${newest}
  );
INSERT INTO ${staging} (${deciding-columns}, batch, millrace_file, millrace_row, millrace_stale)
SELECT ${deciding-columns}, batch, millrace_file, millrace_row, false FROM ${hidden}
WHERE millrace_row > (SELECT count(*) FROM ${staging} WHERE millrace_file = -1)
