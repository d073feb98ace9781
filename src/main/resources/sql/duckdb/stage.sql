CREATE OR REPLACE TEMP TABLE ${staging} AS
SELECT ${staged-columns}, batch
FROM ${staged-rows}
