CREATE OR REPLACE TEMP VIEW ${files} AS
SELECT ${staged-columns}, batch, CAST(file_index AS INTEGER) AS millrace_file, file_row_number AS millrace_row
FROM ${staged-rows};
-- Of each row what decides about it, and what the table has of its key; its values stay in its file until the upsert.
CREATE OR REPLACE TEMP TABLE ${staging} AS
SELECT ${deciding-columns}, batch, CAST(${manifest} AS BIGINT) AS millrace_manifest, millrace_file, millrace_row,
    CAST(NULL AS BIGINT) AS millrace_found, false AS millrace_stale
FROM ${files};
-- Rows of other batches that count again are kept whole, as their files go before the load ends; they are of file -1.
CREATE OR REPLACE TEMP TABLE ${hidden} AS
SELECT ${columns}, batch, -1 AS millrace_file, CAST(0 AS BIGINT) AS millrace_row FROM ${target} WHERE false;
CREATE OR REPLACE TEMP VIEW ${staged} AS
SELECT f.* EXCLUDE (batch), s.batch, s.millrace_found
FROM (SELECT * FROM ${files} UNION ALL SELECT * FROM ${hidden}) AS f
JOIN ${staging} AS s ON s.millrace_file = f.millrace_file AND s.millrace_row = f.millrace_row
