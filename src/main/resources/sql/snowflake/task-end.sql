-- What is in, and what no manifest came to name.
DELETE FROM ${landed} WHERE file IN (
    SELECT f.file FROM millrace_due_files AS f JOIN millrace_due AS d ON d.batch = f.batch
);
DELETE FROM ${landed} WHERE landed_at < dateadd('day', -30, current_timestamp());
COMMIT;
