package io.millrace.local.emr;

/**
 * What the stand-in has: one cluster and one application.
 *
 * @param cluster id of the cluster
 * @param clusterName its name
 * @param application id of the application
 */
public record Names(String cluster, String clusterName, String application) {
    public static final String CLUSTER = "j-MILLRACELOCAL";
    public static final String CLUSTER_NAME = "millrace-local";
    public static final String APPLICATION = "00millracelocal";
}
