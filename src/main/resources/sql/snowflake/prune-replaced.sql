-- Rows that a compaction carried on, and that a batch which is in already has replaced since. It is loaded alone.
DELETE FROM ${staging} WHERE batch IN (
    SELECT batch FROM millrace_replaced WHERE dataset = ${dataset} AND replaced_by > ${newest}
)
