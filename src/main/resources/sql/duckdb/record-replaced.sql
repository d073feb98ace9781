INSERT INTO millrace_replaced (batch, dataset, replaced_by) VALUES ${replaced-values}
ON CONFLICT (batch, dataset) DO UPDATE SET replaced_by = greatest(replaced_by, excluded.replaced_by)
