CREATE OR REPLACE TEMP TABLE ${uncovered} AS SELECT ${key} FROM ${target} WHERE false
