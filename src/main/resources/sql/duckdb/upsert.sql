-- In two steps: ON CONFLICT takes twice as long, and most rows of a history are new.
UPDATE ${target} AS t SET ${updates} FROM ${staging} AS s WHERE ${key-equality};
INSERT INTO ${target} (${columns}, batch)
SELECT ${columns}, batch FROM ${staging} AS s
WHERE NOT EXISTS (SELECT 1 FROM ${target} AS t WHERE ${key-equality})
