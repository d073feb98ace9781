-- Keys are not enforced by Redshift: that each stands there once is the work of the loads.
CREATE TABLE IF NOT EXISTS ${target} (
    ${column-definitions},
    batch BIGINT NOT NULL,
    PRIMARY KEY (${key})
) DISTSTYLE KEY DISTKEY (${distribution}) COMPOUND SORTKEY (${sorting});
