-- Takes nothing out of the streams, but on to where they are.
INSERT INTO millrace_due_files (batch, file) SELECT 0, file FROM ${manifest-stream} WHERE false;
INSERT INTO millrace_due_files (batch, file) SELECT 0, file FROM ${stream} WHERE false;
