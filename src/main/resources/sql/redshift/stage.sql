DROP TABLE IF EXISTS ${staging};
CREATE TEMP TABLE ${staging} (
    ${staged-definitions},
    batch BIGINT NOT NULL,
    millrace_manifest BIGINT,
    millrace_row BIGINT IDENTITY(1, 1)
) DISTSTYLE KEY DISTKEY (${distribution});
