CREATE TABLE IF NOT EXISTS ${target} (
    ${column-definitions},
    batch NUMBER(19,0) NOT NULL,
    PRIMARY KEY (${key})
);
INSERT INTO millrace_locks (dataset)
SELECT ${dataset} WHERE NOT EXISTS (SELECT 1 FROM millrace_locks WHERE dataset = ${dataset});
