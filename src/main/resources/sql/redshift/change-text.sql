ALTER TABLE ${target} ALTER COLUMN ${column} TYPE ${type}
