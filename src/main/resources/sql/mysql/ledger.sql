-- Which batches are in, and what each changed: the load's own memory, written in the load's own transaction.
CREATE TABLE IF NOT EXISTS millrace_loads (
    batch BIGINT NOT NULL,
    dataset VARCHAR(64) NOT NULL,
    attempt VARCHAR(64) NOT NULL,
    written BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    ignored BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    loaded_at DATETIME(6) NOT NULL COMMENT 'UTC',
    PRIMARY KEY (dataset, batch)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
-- Batches whose rows are out of the table, and the newest one that took their place.
CREATE TABLE IF NOT EXISTS millrace_replaced (
    batch BIGINT NOT NULL,
    dataset VARCHAR(64) NOT NULL,
    replaced_by BIGINT NOT NULL,
    PRIMARY KEY (dataset, batch)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
-- One row: the first batch that is loaded, and the setting that said so.
CREATE TABLE IF NOT EXISTS millrace_starts (
    first_batch BIGINT PRIMARY KEY,
    load_from VARCHAR(64) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
-- One row a dataset: two loaders of one dataset go one after the other.
CREATE TABLE IF NOT EXISTS millrace_locks (
    dataset VARCHAR(64) PRIMARY KEY,
    locked_at DATETIME(6)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
