DROP TABLE ${target}; DELETE FROM millrace_loads WHERE dataset = ${dataset}
