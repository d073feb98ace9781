package io.millrace.run;

import io.millrace.local.S3Server;
import io.millrace.local.glue.GlueServer;
import io.millrace.local.kinesis.KinesisServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** The stream, the bucket and, where one is wanted, the catalog of target local, started inside this process. */
public final class Standins implements AutoCloseable {
    private final S3Server s3;
    private final KinesisServer kinesis;
    private final GlueServer glue;

    private Standins(S3Server s3, KinesisServer kinesis, GlueServer glue) {
        this.s3 = s3;
        this.kinesis = kinesis;
        this.glue = glue;
    }

    /** @param released age after which the stream lets go of what is landed and loaded; null: never */
    public static Standins start(DataFolder folder, Duration released) throws IOException {
        return start(folder, released, false);
    }

    /**
     * @param released as before
     * @param catalog whether there is to be one
     */
    static Standins start(DataFolder folder, Duration released, boolean catalog) throws IOException {
        var s3 = S3Server.start(folder.s3(), 0);
        KinesisServer kinesis = null;
        try {
            kinesis = KinesisServer.start(folder.kinesis(), 0, released);
            return new Standins(s3, kinesis, catalog ? GlueServer.start(folder.glue(), 0) : null);
        } catch (IOException e) {
            if (kinesis != null) {
                kinesis.close();
            }
            s3.close();
            throw e;
        }
    }

    public URI s3() {
        return s3.endpoint();
    }

    public URI kinesis() {
        return kinesis.endpoint();
    }

    /** Null where there is none. */
    public URI glue() {
        return glue == null ? null : glue.endpoint();
    }

    /** Makes stream and bucket where they are missing. */
    static void create(Clients clients, String stream, int shards, String bucket) {
        createStream(clients.kinesis(), stream, shards);
        createBucket(clients.s3(), bucket);
    }

    private static void createStream(KinesisClient kinesis, String stream, int shards) {
        try {
            kinesis.createStream(r -> r.streamName(stream).shardCount(shards));
        } catch (ResourceInUseException e) {
            // It is there from an earlier start, with the shards that it was made with.
        }
        kinesis.waiter().waitUntilStreamExists(r -> r.streamName(stream));
    }

    private static void createBucket(S3Client s3, String bucket) {
        try {
            s3.createBucket(r -> r.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // It is there from an earlier start.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (glue != null) {
                glue.close();
            }
            kinesis.close();
        } finally {
            s3.close();
        }
    }
}
