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
-- One row a dataset: two loaders of one dataset go one after the other.
CREATE TABLE IF NOT EXISTS millrace_locks (dataset VARCHAR PRIMARY KEY, locked_at TIMESTAMPTZ);
