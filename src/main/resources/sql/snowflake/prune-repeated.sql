-- Not a DELETE, for which rows without a number would have to differ.
INSERT OVERWRITE INTO ${staging}
SELECT * FROM ${staging}
QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${version} DESC NULLS LAST, batch DESC) = 1
