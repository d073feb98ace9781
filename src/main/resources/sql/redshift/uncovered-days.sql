SELECT DISTINCT to_char(observed_at, 'YYYY-MM-DD') AS day FROM ${uncovered}
