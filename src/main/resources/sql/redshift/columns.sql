SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
    coalesce(a.attnum = ANY(k.conkey), false) AS in_key
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'p'
WHERE n.nspname = current_schema() AND c.relname = ${dataset} AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
