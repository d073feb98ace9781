INSERT INTO ${parent} (${stub-columns}, batch)
SELECT DISTINCT ${stub-values}, ${stub} FROM ${target} AS s
WHERE ${refers} AND NOT EXISTS (SELECT 1 FROM ${parent} AS t WHERE ${parent-equality});
ALTER TABLE ${target} ADD CONSTRAINT ${constraint} FOREIGN KEY (${child-columns}) REFERENCES ${parent} (${parent-key})
