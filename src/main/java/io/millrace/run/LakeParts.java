package io.millrace.run;

import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.S3ObjectStore;
import software.amazon.awssdk.services.s3.S3Client;

/** The lake's parts over one bucket. */
record LakeParts(ObjectStore store, RawZone zone, Positions positions, Batches batches) {
    static LakeParts of(S3Client s3, String bucket, Commits commits) {
        var store = new S3ObjectStore(s3, bucket);
        return new LakeParts(store, new RawZone(store), new Positions(store, commits), new Batches(store));
    }
}
