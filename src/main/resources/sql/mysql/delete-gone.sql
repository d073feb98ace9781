DELETE t FROM ${target} AS t JOIN ${uncovered} AS s ON ${key-equality}
WHERE t.batch > 0
