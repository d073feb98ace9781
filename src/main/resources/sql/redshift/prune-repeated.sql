-- MERGE refuses a source in which two rows have one key.
DELETE FROM ${staging} WHERE millrace_row IN (
    SELECT millrace_row FROM (
        SELECT millrace_row,
            row_number() OVER (PARTITION BY ${key} ORDER BY ${version} DESC NULLS LAST, batch DESC) AS place
        FROM ${staging}
    ) AS ordered
    WHERE place > 1
)
