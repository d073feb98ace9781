SELECT ${column-texts}, to_varchar(batch) AS batch FROM ${target}
