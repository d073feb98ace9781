SELECT DISTINCT to_char(convert_timezone('UTC', observed_at), 'YYYY-MM-DD') AS day FROM ${uncovered}
