package io.millrace.local.redshift;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Where the stand-in reads what COPY names. */
@FunctionalInterface
public interface Bucket {
    Optional<byte[]> get(String bucket, String key);

    /**
     * The buckets of a local S3.
     *
     * @param endpoint is asked for each time: it may have another port by then
     */
    static Bucket s3(Supplier<URI> endpoint) {
        return (bucket, key) -> {
            try (var s3 = S3Client.builder()
                    .region(Region.US_EAST_1)
                    .endpointOverride(endpoint.get())
                    .forcePathStyle(true)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                    .build()) {
                return Optional.of(
                        s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        };
    }
}
