package io.millrace.clean;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** How far an attempt at a batch is. Written by one thread, read by any. */
public final class CleanProgress {
    private final Instant since;
    private final long planned;
    private final AtomicLong read = new AtomicLong();

    CleanProgress(Instant since, long planned) {
        this.since = since;
        this.planned = planned;
    }

    void line() {
        read.lazySet(read.getPlain() + 1);
    }

    /** When it began. */
    public Instant since() {
        return since;
    }

    /** Lines read so far. */
    public long read() {
        return read.get();
    }

    /** Lines of the plan's raw objects; 0 of a batch that reads other files. */
    public long planned() {
        return planned;
    }
}
