SELECT DISTINCT strftime(CAST(observed_at AS DATE), '%Y-%m-%d') AS day FROM ${uncovered}
