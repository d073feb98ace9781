SELECT count(*) AS staged, coalesce(sum(CASE WHEN millrace_found IS NULL THEN 1 ELSE 0 END), 0) AS fresh FROM ${staging}
