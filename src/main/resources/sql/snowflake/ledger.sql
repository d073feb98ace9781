-- Which batches are in, and what each changed: the load's own memory, written in the load's own transaction.
CREATE TABLE IF NOT EXISTS millrace_loads (
    batch NUMBER(19,0) NOT NULL,
    dataset VARCHAR NOT NULL,
    attempt VARCHAR NOT NULL,
    written NUMBER(19,0) NOT NULL,
    inserted NUMBER(19,0) NOT NULL,
    updated NUMBER(19,0) NOT NULL,
    ignored NUMBER(19,0) NOT NULL,
    deleted NUMBER(19,0) NOT NULL,
    loaded_at TIMESTAMP_TZ(6) NOT NULL
);
-- Batches whose rows are out of the table, and the newest one that took their place.
CREATE TABLE IF NOT EXISTS millrace_replaced (
    batch NUMBER(19,0) NOT NULL,
    dataset VARCHAR NOT NULL,
    replaced_by NUMBER(19,0) NOT NULL
);
-- One row: the first batch that is loaded, and the setting that said so.
CREATE TABLE IF NOT EXISTS millrace_starts (first_batch NUMBER(19,0) NOT NULL, load_from VARCHAR NOT NULL);
-- One row a dataset at least: two loaders of one dataset go one after the other.
CREATE TABLE IF NOT EXISTS millrace_locks (dataset VARCHAR NOT NULL, locked_at TIMESTAMP_TZ(6));
-- How the lake's files are read.
CREATE FILE FORMAT IF NOT EXISTS millrace_parquet TYPE = PARQUET USE_LOGICAL_TYPE = TRUE;
