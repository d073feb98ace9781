DELETE FROM ${staging} WHERE rowid IN (
    SELECT rowid FROM ${staging}
    QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${version} DESC NULLS LAST, batch DESC) > 1
)
