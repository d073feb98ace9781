-- What rows refer to and no batch has written yet: a row of its key alone, of batch 0, until it comes.
INSERT INTO ${parent} (${stub-columns}, batch)
SELECT DISTINCT ${stub-values}, ${stub} FROM ${staging} AS s
WHERE ${refers} AND NOT EXISTS (SELECT 1 FROM ${parent} AS t WHERE ${parent-equality})
