ALTER TABLE ${target} MODIFY COLUMN ${column} ${type}
