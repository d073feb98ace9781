package io.millrace.simulation;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

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
    public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
        return wire.call("describe the stream", WiredKinesis::summary);
    }

    private static DescribeStreamSummaryResponse summary() {
        return DescribeStreamSummaryResponse.builder()
                .streamDescriptionSummary(summary -> summary.streamName(Stream.ID.name())
                        .streamCreationTimestamp(Instant.ofEpochSecond(Stream.ID.createdSecond()))
                        .streamStatus(StreamStatus.ACTIVE)
                        .retentionPeriodHours(24))
                .build();
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
