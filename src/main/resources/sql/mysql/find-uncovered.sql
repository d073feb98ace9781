-- Keys whose row goes or gives way to an older one: what other batches have of them counts again. The staged keys get an
-- index for it, in a table that may be made inside of a transaction: without one, each row is held against each other.
DROP TEMPORARY TABLE IF EXISTS ${scratch};
CREATE TEMPORARY TABLE ${scratch} (KEY millrace_key (${key})) AS
SELECT ${key}, ${version} AS millrace_version, batch AS millrace_batch FROM ${staging};
INSERT INTO ${uncovered}
SELECT ${key} FROM ${target} AS t
WHERE t.batch IN (${taken}) AND NOT EXISTS (
    SELECT 1 FROM ${scratch} AS s
    WHERE ${key-equality}
      AND (s.millrace_version > t.${version} OR (s.millrace_version <=> t.${version} AND s.millrace_batch >= t.batch))
);
DROP TEMPORARY TABLE ${scratch};
