DELETE FROM millrace_starts;
INSERT INTO millrace_starts (first_batch, load_from) VALUES (${first}, ${from});
