package io.millrace.run;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The AWS clients that all routes share.
 *
 * @param emr makes those that only one engine needs
 * @param glue null where there is no catalog
 */
public record Clients(KinesisClient kinesis, S3Client s3, EmrClients emr, GlueClient glue) implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    /** Where nobody answers: with target local nothing is ever asked of AWS. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    /**
     * Clients of the stand-ins. Their credentials are made up and their addresses fixed: AWS is never contacted, whatever
     * this machine is logged in to.
     *
     * @param emr null if there is no stand-in of it
     */
    public static Clients local(URI kinesis, URI s3, URI emr, String region) {
        var nobody = nobody();
        return new Clients(
                KinesisClient.builder()
                        .region(Region.of(region))
                        .credentialsProvider(nobody)
                        .endpointOverride(kinesis)
                        .httpClientBuilder(http())
                        .build(),
                S3Client.builder()
                        .region(Region.of(region))
                        .credentialsProvider(nobody)
                        .endpointOverride(s3)
                        .forcePathStyle(true)
                        .httpClientBuilder(http())
                        .build(),
                new EmrClients(region, emr == null ? NOWHERE : emr),
                null);
    }

    /** The same with one of the catalog's stand-in. */
    Clients withGlue(URI glue, String region) {
        return new Clients(
                kinesis,
                s3,
                emr,
                GlueClient.builder()
                        .region(Region.of(region))
                        .credentialsProvider(nobody())
                        .endpointOverride(glue)
                        .httpClientBuilder(http())
                        .build());
    }

    /** The same with one of the Glue catalog of AWS. */
    Clients withGlue(String region) {
        return new Clients(
                kinesis,
                s3,
                emr,
                GlueClient.builder()
                        .region(Region.of(region))
                        .httpClientBuilder(http())
                        .build());
    }

    private static StaticCredentialsProvider nobody() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }

    /** Clients of AWS, with the default credentials chain. */
    public static Clients aws(String region) {
        return new Clients(
                KinesisClient.builder()
                        .region(Region.of(region))
                        .httpClientBuilder(http())
                        .build(),
                S3Client.builder()
                        .region(Region.of(region))
                        .httpClientBuilder(http())
                        .build(),
                new EmrClients(region, null),
                null);
    }

    @Override
    public void close() {
        kinesis.close();
        s3.close();
        if (glue != null) {
            glue.close();
        }
    }

    private static ApacheHttpClient.Builder http() {
        return ApacheHttpClient.builder().maxConnections(CONNECTIONS);
    }
}
