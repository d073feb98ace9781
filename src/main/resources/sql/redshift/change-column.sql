ALTER TABLE ${target} ADD COLUMN millrace_changed ${type};
UPDATE ${target} SET millrace_changed = CAST(${column} AS ${type});
ALTER TABLE ${target} DROP COLUMN ${column} CASCADE;
ALTER TABLE ${target} RENAME COLUMN millrace_changed TO ${column}
