-- A row that goes leaves a stub where others refer to it.
UPDATE ${target} AS t SET ${stub-updates}
WHERE EXISTS (SELECT 1 FROM ${uncovered} AS s WHERE ${key-equality})
  AND EXISTS (SELECT 1 FROM ${child} AS c WHERE ${child-equality})
