DROP TEMPORARY TABLE IF EXISTS ${uncovered};
CREATE TEMPORARY TABLE ${uncovered} AS SELECT ${key} FROM ${target} WHERE false;
