-- A role that may look at the marts and nothing else, and a warehouse for it, to be run by an administrator. Put your own
-- database, schema and user in place of PRICES, PUBLIC and ANA. Where `./millrace ddl WAREHOUSE` has made <role>_READER, grant that
-- role to the analysts in place of this one; the warehouse is wanted all the same, and the grant that stands last as a comment.
CREATE ROLE IF NOT EXISTS MILLRACE_ANALYST;
CREATE WAREHOUSE IF NOT EXISTS MILLRACE_BI WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60 AUTO_RESUME = TRUE INITIALLY_SUSPENDED = TRUE;
GRANT USAGE ON WAREHOUSE MILLRACE_BI TO ROLE MILLRACE_ANALYST;
GRANT USAGE ON DATABASE PRICES TO ROLE MILLRACE_ANALYST;
GRANT USAGE ON SCHEMA PRICES.PUBLIC TO ROLE MILLRACE_ANALYST;
-- The marts are views, which need no right on their tables.
GRANT SELECT ON ALL VIEWS IN SCHEMA PRICES.PUBLIC TO ROLE MILLRACE_ANALYST;
-- What Millrace makes later, such as the marts of cities.
GRANT SELECT ON FUTURE VIEWS IN SCHEMA PRICES.PUBLIC TO ROLE MILLRACE_ANALYST;
GRANT ROLE MILLRACE_ANALYST TO USER ANA;
-- With <role>_READER of `./millrace ddl WAREHOUSE`, here of the role MILLRACE:
-- GRANT USAGE ON WAREHOUSE MILLRACE_BI TO ROLE MILLRACE_READER;
