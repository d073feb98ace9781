-- Key columns are known by their comment: Snowflake has no view of them.
SELECT lower(column_name) AS name,
    CASE data_type
        WHEN 'NUMBER' THEN 'NUMBER(' || numeric_precision || ',' || numeric_scale || ')'
        WHEN 'TEXT' THEN CASE WHEN character_maximum_length < 16777216
            THEN 'VARCHAR(' || character_maximum_length || ')' ELSE 'VARCHAR' END
        WHEN 'TIMESTAMP_TZ' THEN 'TIMESTAMP_TZ(' || datetime_precision || ')'
        ELSE data_type
    END AS type,
    is_nullable = 'NO' AS not_null, coalesce(comment, '') = ${key-comment} AS in_key
FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = upper(${dataset})
ORDER BY ordinal_position
