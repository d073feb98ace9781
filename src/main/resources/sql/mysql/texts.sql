SELECT ${column-texts}, CAST(batch AS CHAR) AS batch FROM ${target}
