-- Rows that a compaction carried on, and that a batch which is in already has replaced since.
DELETE s FROM ${staging} AS s
JOIN millrace_replaced AS r ON r.dataset = ${dataset} AND r.batch = s.batch AND r.replaced_by > s.millrace_manifest
