-- Where committed manifests and rows of all files arrive, those of failed attempts too.
CREATE FILE FORMAT IF NOT EXISTS millrace_json TYPE = JSON;
CREATE TABLE IF NOT EXISTS millrace_landed_manifests (file VARCHAR NOT NULL, content VARIANT NOT NULL);
CREATE TABLE IF NOT EXISTS ${landed} (
    file VARCHAR NOT NULL,
    row_number NUMBER(19,0) NOT NULL,
    content VARIANT NOT NULL,
    landed_at TIMESTAMP_TZ(6) NOT NULL
);
