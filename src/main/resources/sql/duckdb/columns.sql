SELECT c.column_name AS name,
    replace(c.data_type, 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ') AS type,
    c.is_nullable = 'NO' AS not_null,
    coalesce(list_contains(k.names, c.column_name), false) AS in_key
FROM information_schema.columns AS c
LEFT JOIN (
    SELECT constraint_column_names AS names FROM duckdb_constraints()
    WHERE database_name = current_database() AND schema_name = current_schema()
      AND table_name = ${dataset} AND constraint_type = 'PRIMARY KEY'
) AS k ON true
WHERE c.table_catalog = current_database() AND c.table_schema = current_schema() AND c.table_name = ${dataset}
ORDER BY c.ordinal_position
