package io.millrace.local.snowflake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Who changes rows of which table: one transaction at a time, until its end. Thread-safe. */
final class TableLocks {
    private final Map<String, Object> holders = new HashMap<>();

    /** Waits for a table; who has it already need not. @throws SnowflakeFault if it takes longer than that */
    synchronized void take(String table, Object session, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (holders.getOrDefault(table, session) != session) {
            var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SnowflakeFault(
                        "000625",
                        "57014",
                        "Statement '01b' has locked table '" + table + "' in transaction 1 and this lock has not yet"
                                + " been released.");
            }
            wait(left);
        }
        holders.put(table, session);
    }

    synchronized void release(Object session) {
        holders.values().removeIf(holder -> holder == session);
        notifyAll();
    }
}
