package io.millrace.stream;

import io.millrace.dataset.StreamRecord;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads a shard by GetShardIterator and GetRecords; an expired iterator is asked for anew. */
final class KinesisShardSource implements ShardSource {
    private final KinesisClient kinesis;
    private final String stream;
    private final String shard;
    private final Runnable confirm;
    private ShardStart start;
    private String iterator;
    private boolean closed;

    /** @param confirm called with every new iterator: throws where it may be one of another life of the stream */
    KinesisShardSource(KinesisClient kinesis, String stream, String shard, ShardStart start, Runnable confirm) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.shard = shard;
        this.start = start;
        this.confirm = confirm;
    }

    @Override
    public void seek(String after) {
        goOn(after);
        iterator = null;
        closed = false;
    }

    @Override
    public Answer next(int limit) {
        if (closed) {
            return new Answer(List.of(), true, 0);
        }
        if (iterator == null) {
            var asked = newIterator();
            confirm.run();
            iterator = asked;
        }
        try {
            var answer = kinesis.getRecords(r -> r.shardIterator(iterator).limit(limit));
            iterator = answer.nextShardIterator();
            closed = iterator == null;
            var records =
                    answer.records().stream().map(KinesisShardSource::record).toList();
            if (!records.isEmpty()) {
                goOn(records.get(records.size() - 1).seq());
            }
            return new Answer(records, closed, answer.millisBehindLatest());
        } catch (ExpiredIteratorException e) {
            iterator = null;
            return Answer.NONE;
        }
    }

    /** After an answer that was refused: what the iterator means may have changed. */
    void forgetIterator() {
        iterator = null;
    }

    private void goOn(String after) {
        start = new ShardStart(after, null, null, false);
    }

    private String newIterator() {
        return kinesis.getShardIterator(r -> {
                    r.streamName(stream).shardId(shard);
                    if (start.after() != null) {
                        r.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                .startingSequenceNumber(start.after());
                    } else if (start.at() != null) {
                        r.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(start.at());
                    } else {
                        r.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
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
