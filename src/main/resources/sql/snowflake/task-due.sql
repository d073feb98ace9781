-- Plain batches that the ledger lacks; what is about other batches is loaded by Millrace, by itself.
CREATE OR REPLACE TEMPORARY TABLE millrace_due (
    batch NUMBER(19,0) NOT NULL, attempt VARCHAR NOT NULL, written NUMBER(19,0) NOT NULL, replaced BOOLEAN NOT NULL
);
CREATE OR REPLACE TEMPORARY TABLE millrace_due_files (batch NUMBER(19,0) NOT NULL, file VARCHAR NOT NULL);
BEGIN TRANSACTION;
UPDATE millrace_locks SET locked_at = current_timestamp() WHERE dataset = ${dataset};
INSERT INTO millrace_due (batch, attempt, written, replaced)
SELECT DISTINCT m.content:n::NUMBER(19,0), m.content:attempt::VARCHAR,
    coalesce(m.content:datasets.${part}.rows::NUMBER(19,0), 0), r.batch IS NOT NULL
FROM millrace_landed_manifests AS m
LEFT JOIN millrace_replaced AS r ON r.dataset = ${dataset} AND r.batch = m.content:n::NUMBER(19,0)
WHERE array_size(m.content:replaces) = 0
  AND m.content:n::NUMBER(19,0) >= (SELECT coalesce(min(first_batch), 1) FROM millrace_starts)
  AND m.content:n::NUMBER(19,0) NOT IN (SELECT batch FROM millrace_loads WHERE dataset = ${dataset});
INSERT INTO millrace_due_files (batch, file)
SELECT DISTINCT d.batch, f.value:key::VARCHAR
FROM millrace_landed_manifests AS m JOIN millrace_due AS d ON d.batch = m.content:n::NUMBER(19,0),
    LATERAL FLATTEN(input => m.content:datasets.${part}.files) AS f
WHERE NOT d.replaced;
-- A batch of which not all rows have arrived waits for the next time.
INSERT OVERWRITE INTO millrace_due
SELECT d.batch, d.attempt, d.written, d.replaced
FROM millrace_due AS d LEFT JOIN (
    SELECT a.batch, count(*) AS arrived
    FROM (
        SELECT DISTINCT f.batch, l.file, l.row_number
        FROM millrace_due_files AS f JOIN ${landed} AS l ON l.file = f.file
    ) AS a
    GROUP BY a.batch
) AS c ON c.batch = d.batch
WHERE d.replaced OR coalesce(c.arrived, 0) = d.written;
INSERT INTO ${staging} (${columns}, batch)
SELECT ${landed-values}, l.content:batch::NUMBER(19,0)
FROM ${landed} AS l JOIN millrace_due_files AS f ON f.file = l.file JOIN millrace_due AS d ON d.batch = f.batch
QUALIFY row_number() OVER (PARTITION BY l.file, l.row_number ORDER BY l.landed_at) = 1;
