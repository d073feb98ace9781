-- With each row, what the table has of its key: that is looked up once.
DROP TEMPORARY TABLE IF EXISTS ${staging};
CREATE TEMPORARY TABLE ${staging} (
    ${staged-definitions},
    batch BIGINT NOT NULL,
    millrace_manifest BIGINT,
    millrace_found BIGINT,
    millrace_stale BOOLEAN NOT NULL DEFAULT FALSE,
    millrace_row BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};
