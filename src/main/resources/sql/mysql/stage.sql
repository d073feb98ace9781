-- With each row its place in the files, and what the table has of its key: that is looked up once. Of new rows of a
-- history only what decides about them is staged; their values go from the files straight into the table.
DROP TEMPORARY TABLE IF EXISTS ${staging};
CREATE TEMPORARY TABLE ${staging} (
    ${staged-definitions},
    batch BIGINT NOT NULL,
    millrace_manifest BIGINT,
    millrace_file INT,
    millrace_place BIGINT,
    millrace_found BIGINT,
    millrace_stale BOOLEAN NOT NULL DEFAULT FALSE,
    millrace_row BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation};
