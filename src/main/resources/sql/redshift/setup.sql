-- Spectrum: the lake's tables as the Glue catalog has them. The role has to read the catalog and the bucket.
CREATE EXTERNAL SCHEMA IF NOT EXISTS millrace_lake
FROM DATA CATALOG DATABASE ${catalog-database}
IAM_ROLE ${iam-role};
