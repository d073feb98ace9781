DROP TABLE IF EXISTS ${hidden};
CREATE TEMP TABLE ${hidden} (
    ${staged-definitions},
    batch BIGINT NOT NULL,
    millrace_manifest BIGINT
) DISTSTYLE KEY DISTKEY (${distribution});
