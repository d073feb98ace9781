-- In two steps: ON CONFLICT takes twice as long, and most rows of a history are new.
UPDATE ${target} AS t SET ${updates} FROM ${staged} AS s WHERE s.millrace_found IS NOT NULL AND ${key-equality};
INSERT INTO ${target} (${columns}, batch) SELECT ${columns}, batch FROM ${staged} WHERE millrace_found IS NULL
