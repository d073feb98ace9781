-- What follows belongs to the role that loads.
GRANT ROLE ${role} TO ROLE SYSADMIN;
USE ROLE ${role};
USE SCHEMA ${schema};
USE WAREHOUSE ${compute};
