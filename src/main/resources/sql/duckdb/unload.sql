-- The whole table into one local file, without passing through this program's memory.
COPY (SELECT ${columns}, batch FROM ${target}) TO ${file} (FORMAT parquet)
