package io.millrace.config;

/**
 * A secret that AWS Secrets Manager keeps.
 *
 * @param name of it there, or its ARN
 * @param key of its JSON object; null: all of its text
 * @param setting that refers to it, as in millrace.yaml
 */
public record AwsSecret(String name, String key, String setting) {}
