DELETE FROM ${target} USING ${uncovered} WHERE ${gone-match} AND ${target}.batch > 0
