SELECT batch FROM millrace_loads WHERE dataset = ${dataset} AND batch >= ${from}
