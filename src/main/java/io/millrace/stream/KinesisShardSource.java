package io.millrace.stream;

import io.millrace.dataset.StreamRecord;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads a shard by GetShardIterator and GetRecords; an expired iterator is asked for anew. */
final class KinesisShardSource implements ShardSource {
    private static final int RECORDS_PER_ANSWER = 1_000;

    private final KinesisClient kinesis;
    private final String stream;
    private final String shard;
    private String after;
    private String iterator;
    private boolean closed;

    KinesisShardSource(KinesisClient kinesis, String stream, String shard) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.shard = shard;
    }

    @Override
    public void seek(String sequenceNumber) {
        after = sequenceNumber;
        iterator = null;
        closed = false;
    }

    @Override
    public Answer next() {
        if (closed) {
            return new Answer(List.of(), true, true);
        }
        if (iterator == null) {
            iterator = newIterator();
        }
        try {
            var answer = kinesis.getRecords(r -> r.shardIterator(iterator).limit(RECORDS_PER_ANSWER));
            iterator = answer.nextShardIterator();
            closed = iterator == null;
            var records =
                    answer.records().stream().map(KinesisShardSource::record).toList();
            if (!records.isEmpty()) {
                after = records.get(records.size() - 1).seq();
            }
            return new Answer(records, closed, answer.millisBehindLatest() == 0);
        } catch (ExpiredIteratorException e) {
            iterator = null;
            return new Answer(List.of(), false, false);
        }
    }

    private String newIterator() {
        return kinesis.getShardIterator(r -> {
                    r.streamName(stream).shardId(shard);
                    if (after == null) {
                        r.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
                    } else {
                        r.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                .startingSequenceNumber(after);
                    }
                })
                .shardIterator();
    }

    private static StreamRecord record(Record record) {
        return new StreamRecord(
                record.sequenceNumber(),
                record.approximateArrivalTimestamp(),
                record.data().asByteArrayUnsafe());
    }
}
