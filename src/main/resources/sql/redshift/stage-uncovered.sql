DROP TABLE IF EXISTS ${uncovered};
CREATE TEMP TABLE ${uncovered} (${key-definitions}) DISTSTYLE KEY DISTKEY (${distribution});
