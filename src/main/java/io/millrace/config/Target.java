package io.millrace.config;

/** Where the stream and the lake are. */
public enum Target {
    /** Stand-ins inside this program; AWS is never contacted. */
    LOCAL,
    /** Amazon Kinesis and S3. */
    AWS
}
