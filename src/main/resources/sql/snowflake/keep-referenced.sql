-- A row that goes leaves a stub where others refer to it.
MERGE INTO ${target} AS t USING (
    SELECT ${key} FROM ${uncovered} AS t WHERE EXISTS (SELECT 1 FROM ${child} AS c WHERE ${child-equality})
) AS s ON ${key-equality} WHEN MATCHED THEN UPDATE SET ${stub-updates}
