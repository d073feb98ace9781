package io.millrace.local.kinesis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A server whose shards take no more than those of AWS do, for tests elsewhere. */
public final class ThrottledKinesis implements AutoCloseable {
    private final ServerFixture fixture;

    private ThrottledKinesis(ServerFixture fixture) {
        this.fixture = fixture;
    }

    /** With a stream of that many shards, each for so many records a second. */
    public static ThrottledKinesis start(Path folder, String stream, int shards, double recordsPerSecond)
            throws IOException {
        var aws = Limits.aws();
        var rates = new Limits.Rates(recordsPerSecond, 1 << 20, 1_000, Double.POSITIVE_INFINITY);
        var limits = new Limits(
                aws.recordsPerPut(),
                aws.bytesPerPut(),
                aws.bytesPerRecord(),
                aws.recordsPerGet(),
                aws.bytesPerGet(),
                rates);
        var fixture = new ServerFixture(folder, limits);
        fixture.create(stream, shards);
        return new ThrottledKinesis(fixture);
    }

    public KinesisClient client() {
        return fixture.client;
    }

    /** All that is in the stream, shard after shard. */
    public List<String> texts(String stream, int shards) {
        var texts = new ArrayList<String>();
        for (var shard = 0; shard < shards; shard++) {
            texts.addAll(fixture.texts(stream, ServerFixture.shard(shard)));
        }
        return texts;
    }

    @Override
    public void close() {
        fixture.close();
    }
}
