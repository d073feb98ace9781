CREATE TABLE IF NOT EXISTS ${target} (
    ${column-definitions},
    batch BIGINT NOT NULL,
    PRIMARY KEY (${key})
);
INSERT INTO millrace_locks (dataset) VALUES (${dataset}) ON CONFLICT DO NOTHING;
