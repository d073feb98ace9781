DELETE FROM ${target} USING ${uncovered} WHERE ${gone-match}
