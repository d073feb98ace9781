SELECT (SELECT count(*) FROM ${staging}) AS changed, (SELECT count(*) FROM ${uncovered}) AS deleted
