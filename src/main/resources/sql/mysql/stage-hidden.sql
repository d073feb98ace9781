DROP TEMPORARY TABLE IF EXISTS ${hidden};
CREATE TEMPORARY TABLE ${hidden} (
    ${staged-definitions},
    batch BIGINT NOT NULL,
    millrace_manifest BIGINT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};
