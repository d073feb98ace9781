SELECT count(CASE WHEN batch >= ${from} THEN 1 END) AS loads, coalesce(max(batch), 0) AS newest, coalesce(sum(written), 0) AS written,
    coalesce(sum(inserted), 0) AS inserted, coalesce(sum(updated), 0) AS updated, coalesce(sum(ignored), 0) AS ignored,
    coalesce(sum(deleted), 0) AS deleted, (SELECT count(*) FROM ${target} WHERE batch > 0) AS row_count
FROM millrace_loads WHERE dataset = ${dataset}
