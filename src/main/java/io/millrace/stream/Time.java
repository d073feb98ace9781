package io.millrace.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** What time it is, how it passes, and chance: all in which two runs over the same stream differ. */
record Time(InstantSource clock, LongSupplier monotonic, Rest rest, RandomGenerator chance) {
    private static final long PIECE = 100;
    private static final long MILLI = 1_000_000;

    /** Lets time pass, or less where there is nothing to wait for any more. */
    @FunctionalInterface
    interface Rest {
        void rest(Duration pause, BooleanSupplier goesOn);
    }

    /** The same with a rest that is slept, and with chance. */
    Time(InstantSource clock, LongSupplier monotonic) {
        this(clock, monotonic, Time::sleep, () -> ThreadLocalRandom.current().nextLong());
    }

    static Time of(InstantSource clock) {
        return new Time(clock, System::nanoTime);
    }

    Instant now() {
        return clock.instant();
    }

    /** Differences alone have a meaning: what they are taken of is never set. */
    long nanos() {
        return monotonic.getAsLong();
    }

    /** Sleeps in short pieces, so that a stop is noticed. */
    private static void sleep(Duration pause, BooleanSupplier goesOn) {
        var end = System.nanoTime() + pause.toNanos();
        for (var left = pause.toMillis(); left > 0 && goesOn.getAsBoolean(); left = (end - System.nanoTime()) / MILLI) {
            try {
                Thread.sleep(Math.min(PIECE, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
