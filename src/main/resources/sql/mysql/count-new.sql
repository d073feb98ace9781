SELECT count(*) AS staged, coalesce(sum(millrace_found IS NULL), 0) AS fresh FROM ${staging}
