SELECT DISTINCT DATE_FORMAT(observed_at, '%Y-%m-%d') AS day FROM ${uncovered}
