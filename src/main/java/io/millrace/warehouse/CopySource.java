package io.millrace.warehouse;

/**
 * What a Redshift warehouse reads for itself.
 *
 * @param bucket of the lake, which has to be in the warehouse's region
 * @param role ARN of the role that COPY and Spectrum take on, several with a comma, or {@code default}: the cluster's own
 * @param catalog database of the Glue catalog that Spectrum reads
 */
public record CopySource(String bucket, String role, String catalog) {
    private static final String DEFAULT = "default";

    /** As a statement has it. */
    String roleClause() {
        return role.equals(DEFAULT) ? role : Sql.literal(role);
    }

    String url(String key) {
        return "s3://" + bucket + "/" + key;
    }
}
