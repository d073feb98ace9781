package io.millrace.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ServerIT {
    @TempDir
    private Path folder;

    @Test
    void anObjectThatIsStillBeingWrittenIsNotListed() throws Exception {
        try (var server = S3Server.start(folder, 0);
                var s3 = S3Client.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .endpointOverride(server.endpoint())
                        .forcePathStyle(true)
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .build()) {
            s3.createBucket(r -> r.bucket("lake"));
            for (var key : List.of("raw/a.gz", "raw/b.gz", "raw/c.gz")) {
                s3.putObject(r -> r.bucket("lake").key(key), RequestBody.fromString("whole"));
            }
            Files.writeString(folder.resolve("lake/raw/b.gz-" + UUID.randomUUID()), "ha");
            var pages = s3.listObjectsV2Paginator(
                    r -> r.bucket("lake").prefix("raw/").maxKeys(1));
            assertEquals(
                    List.of("raw/a.gz", "raw/b.gz", "raw/c.gz"),
                    pages.contents().stream().map(S3Object::key).toList());
        }
    }
}
