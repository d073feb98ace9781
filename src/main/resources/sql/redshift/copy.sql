-- COPY maps columns by their position: the table has those that the files have.
DROP TABLE IF EXISTS ${part};
CREATE TEMP TABLE ${part} (${part-definitions}) DISTSTYLE EVEN;
COPY ${part} FROM ${copy-manifest} IAM_ROLE ${iam-role} FORMAT AS PARQUET MANIFEST;
INSERT INTO ${into} (${part-columns}, batch, millrace_manifest)
SELECT ${part-values}, batch, CAST(${manifest} AS BIGINT) FROM ${part};
DROP TABLE ${part};
