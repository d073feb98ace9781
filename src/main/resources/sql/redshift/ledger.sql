-- Which batches are in, and what each changed: the load's own memory, written in the load's own transaction.
CREATE TABLE IF NOT EXISTS millrace_loads (
    batch BIGINT NOT NULL,
    dataset VARCHAR(256) NOT NULL,
    attempt VARCHAR(256) NOT NULL,
    written BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    ignored BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (dataset, batch)
) DISTSTYLE ALL COMPOUND SORTKEY (dataset, batch);
-- Batches whose rows are out of the table, and the newest one that took their place.
CREATE TABLE IF NOT EXISTS millrace_replaced (
    batch BIGINT NOT NULL,
    dataset VARCHAR(256) NOT NULL,
    replaced_by BIGINT NOT NULL,
    PRIMARY KEY (dataset, batch)
) DISTSTYLE ALL COMPOUND SORTKEY (dataset, batch);
-- One row: the first batch that is loaded, and the setting that said so.
CREATE TABLE IF NOT EXISTS millrace_starts (
    first_batch BIGINT NOT NULL,
    load_from VARCHAR(256) NOT NULL
) DISTSTYLE ALL;
-- Locked by who loads, and empty.
CREATE TABLE IF NOT EXISTS millrace_locks (dataset VARCHAR(256) NOT NULL) DISTSTYLE ALL;
