-- Who loads needs no right but these; who reads is given the role, as readers.sql says.
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, CREATE TEMPORARY TABLES, ALTER, DROP, INDEX, REFERENCES, CREATE VIEW
ON ${database}.* TO ${user};
CREATE ROLE IF NOT EXISTS ${reader};
GRANT SELECT, SHOW VIEW ON ${database}.* TO ${reader};
