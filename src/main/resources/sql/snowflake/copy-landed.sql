-- Manifests first: what they name was written before them.
COPY INTO millrace_landed_manifests (file, content)
FROM (SELECT METADATA$FILENAME, $1 FROM '@millrace_lake/_batches/')
FILE_FORMAT = (FORMAT_NAME = 'millrace_json') ON_ERROR = ABORT_STATEMENT;
COPY INTO ${landed} (file, row_number, content, landed_at)
FROM (SELECT METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, $1, METADATA$START_SCAN_TIME FROM ${landing})
FILE_FORMAT = (FORMAT_NAME = 'millrace_parquet') ON_ERROR = ABORT_STATEMENT;
