-- SHOW PIPES names the queue that the bucket's notifications of new objects under processed/ have to go to.
CREATE PIPE IF NOT EXISTS millrace_pipe_manifests AUTO_INGEST = TRUE AS
COPY INTO millrace_landed_manifests (file, content)
FROM (SELECT METADATA$FILENAME, $1 FROM '@millrace_lake/_batches/')
FILE_FORMAT = (FORMAT_NAME = 'millrace_json');
CREATE PIPE IF NOT EXISTS ${pipe} AUTO_INGEST = TRUE AS
COPY INTO ${landed} (file, row_number, content, landed_at)
FROM (SELECT METADATA$FILENAME, METADATA$FILE_ROW_NUMBER, $1, METADATA$START_SCAN_TIME FROM ${landing})
FILE_FORMAT = (FORMAT_NAME = 'millrace_parquet');
CREATE STREAM IF NOT EXISTS ${manifest-stream} ON TABLE millrace_landed_manifests APPEND_ONLY = TRUE;
CREATE STREAM IF NOT EXISTS ${stream} ON TABLE ${landed} APPEND_ONLY = TRUE;
