-- In two steps, as a temporary table can be named once in a statement.
DROP TEMPORARY TABLE IF EXISTS ${winners};
CREATE TEMPORARY TABLE ${winners} (PRIMARY KEY (millrace_row)) AS
SELECT millrace_row FROM (
    SELECT millrace_row, row_number() OVER (PARTITION BY ${key} ORDER BY ${version} DESC, batch DESC) AS place
    FROM ${staging}
) AS ordered
WHERE place = 1;
DELETE s FROM ${staging} AS s LEFT JOIN ${winners} AS w ON w.millrace_row = s.millrace_row WHERE w.millrace_row IS NULL;
DROP TEMPORARY TABLE ${winners};
