-- The bucket as Snowflake sees it. DESC INTEGRATION then names the user and the external id that the AWS role has to trust.
CREATE STORAGE INTEGRATION IF NOT EXISTS ${integration} TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
    STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::ACCOUNT:role/ROLE' STORAGE_ALLOWED_LOCATIONS = (${location});
GRANT USAGE ON INTEGRATION ${integration} TO ROLE ${role};
CREATE STAGE IF NOT EXISTS ${schema}.millrace_lake URL = ${location} STORAGE_INTEGRATION = ${integration};
GRANT USAGE ON STAGE ${schema}.millrace_lake TO ROLE ${role};
