-- The newest row of each key, read from the lake's files themselves: nothing of it is loaded.
CREATE OR REPLACE VIEW ${lake-view} AS
SELECT ${columns}, batch
FROM (
    SELECT f.*, row_number() OVER (PARTITION BY ${key} ORDER BY ${version} DESC NULLS LAST, batch DESC) AS place
    FROM millrace_lake.${target} AS f
) AS ordered
WHERE place = 1
WITH NO SCHEMA BINDING;
GRANT SELECT ON ${lake-view} TO ROLE ${reader};
