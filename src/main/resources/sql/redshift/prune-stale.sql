-- A row of batch 0 is a stub, which gives way to every other.
DELETE FROM ${staging} USING ${target}
WHERE ${staged-match} AND (
    ${target}.batch IN (${taken}) AND ${target}.batch = ${staging}.batch AND ${same-values}
    OR ${target}.batch > 0 AND ${target}.batch NOT IN (${taken}) AND (
        ${target}.${version} > ${staging}.${version}
        OR ${target}.${version} = ${staging}.${version} AND ${target}.batch >= ${staging}.batch
    )
)
