DROP TABLE IF EXISTS ${target}; DELETE FROM millrace_loads WHERE dataset = ${dataset}; DELETE FROM millrace_replaced WHERE dataset = ${dataset}
