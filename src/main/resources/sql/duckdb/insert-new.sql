-- All that the files hold is new: staging, which would only pick rows, is left out, and the upsert finds nothing to do
-- without reading the files again.
INSERT INTO ${target} (${columns}, batch) SELECT ${columns}, batch FROM ${files};
CREATE OR REPLACE TEMP VIEW ${staged} AS SELECT *, batch AS millrace_found FROM ${target} WHERE false
