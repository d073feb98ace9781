package io.millrace.simulation;

import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;

/** The stream as one life of an instance reaches it. */
final class WiredKinesis implements KinesisClient {
    private final Wire wire;
    private final Stream stream;

    WiredKinesis(Wire wire, Stream stream) {
        this.wire = wire;
        this.stream = stream;
    }

    List<String> shards() {
        return wire.call("list shards", stream::shards);
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        var after = request.startingSequenceNumber();
        return wire.call(
                "iterator " + request.shardId() + " after " + after,
                () -> GetShardIteratorResponse.builder()
                        .shardIterator(stream.iterator(request.shardId(), after))
                        .build());
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        return wire.call(
                "records " + request.shardIterator(), () -> stream.records(request.shardIterator(), request.limit()));
    }

    @Override
    public String serviceName() {
        return "kinesis";
    }

    @Override
    public void close() {}
}
