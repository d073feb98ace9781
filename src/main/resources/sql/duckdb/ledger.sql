-- Which batches are in, and what each changed: the load's own memory, written in the load's own transaction.
CREATE TABLE IF NOT EXISTS millrace_loads (
    batch BIGINT NOT NULL,
    dataset VARCHAR NOT NULL,
    attempt VARCHAR NOT NULL,
    written BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    ignored BIGINT NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (batch, dataset)
);
-- Rows of batches before it that the batch took away; a ledger from before that was counted gets it too.
ALTER TABLE millrace_loads ADD COLUMN IF NOT EXISTS deleted BIGINT DEFAULT 0;
-- Batches whose rows are out of the table, and the newest one that took their place.
CREATE TABLE IF NOT EXISTS millrace_replaced (
    batch BIGINT NOT NULL,
    dataset VARCHAR NOT NULL,
    replaced_by BIGINT NOT NULL,
    PRIMARY KEY (batch, dataset)
);
-- One row: the first batch that is loaded, and the setting that said so.
CREATE TABLE IF NOT EXISTS millrace_starts (first_batch BIGINT NOT NULL, load_from VARCHAR NOT NULL);
-- One row a dataset: two loaders of one dataset go one after the other.
CREATE TABLE IF NOT EXISTS millrace_locks (dataset VARCHAR PRIMARY KEY, locked_at TIMESTAMPTZ);
