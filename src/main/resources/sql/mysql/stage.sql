DROP TEMPORARY TABLE IF EXISTS ${staging};
CREATE TEMPORARY TABLE ${staging} (
    ${staged-definitions},
    batch BIGINT NOT NULL,
    millrace_manifest BIGINT,
    millrace_row BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};
