DELETE FROM ${target} AS t USING ${uncovered} AS s WHERE ${key-equality} AND t.batch > 0
