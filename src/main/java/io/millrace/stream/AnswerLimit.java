package io.millrace.stream;

/**
 * How many records to ask for, so that an answer has about a megabyte: half of what a shard gives in a second, so that one
 * that comes a little early is not refused. Not thread-safe: one for each shard.
 */
final class AnswerLimit {
    private static final long BYTES = 1_000_000;
    private static final int FIRST = 200;
    private static final int GROWTH = 4;

    private int limit = FIRST;

    int records() {
        return limit;
    }

    void learn(int records, long bytes) {
        if (records > 0) {
            var fitting = Math.max(1, BYTES * records / Math.max(1, bytes));
            limit = (int) Math.min(Math.min(fitting, (long) limit * GROWTH), ReadRoom.MOST_RECORDS);
        }
    }
}
