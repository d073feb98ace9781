SELECT ${column-texts}, CAST(batch AS VARCHAR) AS batch FROM ${target}
