package io.millrace.reconcile;

import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Landed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The stream of {@link Landed}, whose shards hold the records 1 to n. */
final class FakeStream implements KinesisClient {
    private final Map<String, Integer> shards = new TreeMap<>();
    private int read;

    FakeStream put(String shard, int records) {
        shards.put(shard, records);
        return this;
    }

    /** How many records it gave out. */
    int read() {
        return read;
    }

    @Override
    public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
        return DescribeStreamSummaryResponse.builder()
                .streamDescriptionSummary(summary -> summary.streamName(Landed.STREAM.name())
                        .retentionPeriodHours(24)
                        .streamCreationTimestamp(Instant.ofEpochSecond(Landed.STREAM.createdSecond())))
                .build();
    }

    @Override
    public ListShardsResponse listShards(ListShardsRequest request) {
        return ListShardsResponse.builder()
                .shards(shards.keySet().stream()
                        .map(id -> Shard.builder().shardId(id).build())
                        .toList())
                .build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        var isLater = request.timestamp() != null && request.timestamp().isAfter(Landed.TEN);
        var first = isLater ? shards.get(request.shardId()).toString() : "0";
        var after = request.startingSequenceNumber() == null ? first : request.startingSequenceNumber();
        return GetShardIteratorResponse.builder()
                .shardIterator(request.shardId() + " " + after)
                .build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        var place = request.shardIterator().split(" ");
        var records = new ArrayList<Record>();
        var after = Integer.parseInt(place[1]);
        var last = Math.min(shards.get(place[0]), after + request.limit());
        for (var seq = after + 1; seq <= last; seq++) {
            var record = new StreamRecord(Integer.toString(seq), Landed.TEN, new byte[0]);
            records.add(Record.builder()
                    .sequenceNumber(record.seq())
                    .approximateArrivalTimestamp(record.arrived())
                    .data(SdkBytes.fromByteArray(record.data()))
                    .build());
        }
        read += records.size();
        return GetRecordsResponse.builder()
                .records(records)
                .nextShardIterator(place[0] + " " + last)
                .millisBehindLatest(last < shards.get(place[0]) ? 1_000L : 0L)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // It has nothing open.
    }
}
