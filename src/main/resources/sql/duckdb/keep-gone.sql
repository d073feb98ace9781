-- What is left are the keys that nothing has any more.
DELETE FROM ${uncovered} AS t USING ${staging} AS s WHERE ${key-equality}
