SELECT batch, attempt, written, inserted + updated + ignored AS accounted
FROM millrace_loads WHERE dataset = ${dataset} ORDER BY batch
