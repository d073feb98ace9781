UPDATE millrace_replaced SET replaced_by = ${newest}
WHERE dataset = ${dataset} AND batch IN (${taken}) AND replaced_by < ${newest};
INSERT INTO millrace_replaced (batch, dataset, replaced_by)
SELECT r.batch, ${dataset}, ${newest} FROM (${taken-selects}) AS r
WHERE r.batch NOT IN (SELECT batch FROM millrace_replaced WHERE dataset = ${dataset});
