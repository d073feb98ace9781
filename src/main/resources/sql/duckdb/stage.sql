CREATE OR REPLACE TEMP TABLE ${staging} AS
SELECT ${staged-columns}, batch, CAST(${manifest} AS BIGINT) AS millrace_manifest
FROM ${staged-rows}
