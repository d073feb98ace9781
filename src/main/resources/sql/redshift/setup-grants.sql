-- Who loads needs no right but these on what it makes itself; who reads is given the role.
GRANT TEMP ON DATABASE ${database} TO ${user};
GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${user};
CREATE ROLE ${reader};
GRANT USAGE ON SCHEMA ${schema} TO ROLE ${reader};
GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ROLE ${reader};
ALTER DEFAULT PRIVILEGES FOR USER ${user} IN SCHEMA ${schema} GRANT SELECT ON TABLES TO ROLE ${reader};
GRANT USAGE ON SCHEMA millrace_lake TO ROLE ${reader};
