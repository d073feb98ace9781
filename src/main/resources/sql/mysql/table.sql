CREATE TABLE IF NOT EXISTS ${target} (
    ${column-definitions},
    batch BIGINT NOT NULL,
    PRIMARY KEY (${key}),
    KEY millrace_batch (batch)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};
INSERT IGNORE INTO millrace_locks (dataset) VALUES (${dataset});
