-- What is left are the keys that nothing has any more.
DELETE FROM ${uncovered} USING ${staging} WHERE ${kept-match}
