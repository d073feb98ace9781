package io.millrace.local.shop;

import io.millrace.local.Draw;
import java.util.HashMap;
import java.util.Map;

/** Which request of a product goes wrong. Thread-safe. */
final class Faults {
    /** What happens to a request. */
    enum Fault {
        NONE,
        SLOW,
        ERROR,
        THROTTLED
    }

    static final int MOST_PERCENT = 30;

    private final long seed;
    private final double share;
    private final Map<String, Asked> asked = new HashMap<>();

    /** {@code percent} of the requests, from 0 to {@value #MOST_PERCENT}, get each kind of fault. */
    Faults(long seed, int percent) {
        if (percent < 0 || percent > MOST_PERCENT) {
            throw new IllegalArgumentException("failurePercent is " + percent + ": give 0 to " + MOST_PERCENT
                    + ", the share of each kind of fault");
        }
        this.seed = seed;
        this.share = percent / 100.0;
    }

    /** The fate of the next request of this product. A request after a failed one never fails. */
    synchronized Fault next(String sku) {
        var before = asked.getOrDefault(sku, new Asked(0, false));
        var fault = before.failed() ? Fault.NONE : drawn(Draw.of(seed, "fault " + sku, before.times()));
        var failed = fault == Fault.ERROR || fault == Fault.THROTTLED;
        asked.put(sku, new Asked(before.times() + 1, failed));
        return fault;
    }

    private Fault drawn(double draw) {
        if (draw < share) {
            return Fault.SLOW;
        }
        if (draw < 2 * share) {
            return Fault.ERROR;
        }
        return draw < 3 * share ? Fault.THROTTLED : Fault.NONE;
    }

    private record Asked(long times, boolean failed) {}
}
