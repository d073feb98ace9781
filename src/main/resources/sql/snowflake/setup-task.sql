-- What a role needs that has tasks and pipes of its own.
GRANT CREATE TASK, CREATE PIPE, CREATE STREAM ON SCHEMA ${schema} TO ROLE ${role};
GRANT EXECUTE TASK, EXECUTE MANAGED TASK ON ACCOUNT TO ROLE ${role};
