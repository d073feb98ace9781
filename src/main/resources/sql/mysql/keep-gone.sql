-- What is left are the keys that nothing has any more.
DELETE t FROM ${uncovered} AS t JOIN ${staging} AS s ON ${key-equality}
