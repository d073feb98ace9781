package io.millrace.operate;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Gives a value again for a while, so that who asks all the time costs no more than who asks now and then. Thread-safe. */
public final class Kept<T> implements Supplier<T> {
    private final Supplier<T> source;
    private final long nanosKept;
    private final LongSupplier nanos;
    private T value;
    private long at;

    /** @param nanos nanoseconds that only grow */
    public Kept(Supplier<T> source, Duration kept, LongSupplier nanos) {
        this.source = source;
        this.nanosKept = kept.toNanos();
        this.nanos = nanos;
    }

    @Override
    public synchronized T get() {
        if (value == null || nanos.getAsLong() - at >= nanosKept) {
            value = source.get();
            at = nanos.getAsLong();
        }
        return value;
    }

    /** Makes the next one who asks get a new value. */
    public synchronized void forget() {
        value = null;
    }
}
