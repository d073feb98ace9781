INSERT INTO millrace_replaced (batch, dataset, replaced_by) VALUES ${replaced-values}
ON DUPLICATE KEY UPDATE replaced_by = greatest(replaced_by, VALUES(replaced_by))
