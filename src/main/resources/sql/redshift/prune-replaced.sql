-- Rows that a compaction carried on, and that a batch which is in already has replaced since.
DELETE FROM ${staging} USING millrace_replaced
WHERE millrace_replaced.dataset = ${dataset} AND millrace_replaced.batch = ${staging}.batch
  AND millrace_replaced.replaced_by > ${staging}.millrace_manifest
