-- With the views of it, which are made again at the next start.
DROP TABLE IF EXISTS ${target} CASCADE; DELETE FROM millrace_loads WHERE dataset = ${dataset}; DELETE FROM millrace_replaced WHERE dataset = ${dataset}
