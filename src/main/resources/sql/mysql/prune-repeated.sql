-- In two steps, as a temporary table can be named once in a statement; the rows that lose are few.
DROP TEMPORARY TABLE IF EXISTS ${scratch};
CREATE TEMPORARY TABLE ${scratch} (PRIMARY KEY (millrace_row)) AS
SELECT millrace_row FROM (
    SELECT millrace_row, row_number() OVER (PARTITION BY ${key} ORDER BY ${version} DESC, batch DESC) AS place
    FROM ${staging}
) AS ordered
WHERE place > 1;
DELETE s FROM ${staging} AS s JOIN ${scratch} AS l ON l.millrace_row = s.millrace_row;
DROP TEMPORARY TABLE ${scratch};
