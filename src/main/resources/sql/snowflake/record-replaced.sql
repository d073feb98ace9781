MERGE INTO millrace_replaced AS t
USING (SELECT batch, dataset, replaced_by FROM (VALUES ${replaced-values}) AS v (batch, dataset, replaced_by)) AS s
ON t.batch = s.batch AND t.dataset = s.dataset
WHEN MATCHED THEN UPDATE SET replaced_by = greatest(t.replaced_by, s.replaced_by)
WHEN NOT MATCHED THEN INSERT (batch, dataset, replaced_by) VALUES (s.batch, s.dataset, s.replaced_by)
