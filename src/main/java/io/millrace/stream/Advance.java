package io.millrace.stream;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Takes shards forward within one delivery: reads and lands, and tries again what fails, some times in a row.
 *
 * @param life of the stream, as it was seen when the delivery came
 * @param retention how long the stream keeps a record
 * @param late whether there is no time left
 */
record Advance(Reading reading, StreamLife life, Duration retention, BooleanSupplier late) {
    private static final int MOST_FAILURES = 5;

    /**
     * How far it came.
     *
     * @param durable sequence number through which the shard is landed; null: nothing is
     */
    record Reached(String durable, boolean done) {}

    /**
     * Goes on with a shard.
     *
     * @param done whether there is nothing to do any more
     * @param gathered whether what was read does not wait for more
     * @throws StreamLife.OverException if the stream was deleted meanwhile
     */
    Reached through(
            String shard, ShardStart start, ShardSource source, Predicate<ShardReader> done, BooleanSupplier gathered)
            throws Exception {
        var reader = reading.reader(life, shard, start, source, reading.trimCheck(life, shard, () -> retention));
        var backoff = new Backoff(reading.time().chance());
        var failures = 0;
        try {
            while (!done.test(reader) && !late.getAsBoolean() && failures < MOST_FAILURES) {
                try {
                    if (gathered.getAsBoolean()) {
                        reader.flush();
                    } else {
                        rest(reader.step());
                    }
                    failures = 0;
                    backoff.reset();
                } catch (InterruptedException | StreamLife.OverException e) {
                    throw e;
                } catch (Exception e) {
                    failures++;
                    reading.watch().fails(shard, e);
                    rest(backoff.pause());
                }
            }
            if (done.test(reader)) {
                reading.watch().works(shard);
            }
            return new Reached(reader.durable(), done.test(reader));
        } finally {
            reader.close();
        }
    }

    private void rest(Duration pause) {
        reading.time().rest().rest(pause, () -> !late.getAsBoolean());
    }
}
