-- Only keys that may come more than once are put in order, as most rows of a history come once: equal keys have equal
-- hashes, and of others with the same hash each is alone in its partition.
DELETE FROM ${staging} WHERE rowid IN (
    SELECT rowid FROM ${staging}
    WHERE hash(${key}) IN (SELECT hash(${key}) FROM ${staging} GROUP BY ALL HAVING count(*) > 1)
    QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${version} DESC NULLS LAST, batch DESC) > 1
)
