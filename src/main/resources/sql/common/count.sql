SELECT count(*) AS staged FROM ${staging}
