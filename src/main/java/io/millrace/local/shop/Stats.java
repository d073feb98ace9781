package io.millrace.local.shop;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the shop answered so far, over all its fronts.
 *
 * @param requests all requests
 * @param products product pages, whatever the answer
 * @param slow product pages that came late, yet whole
 * @param errors answers 500
 * @param throttled answers 429
 * @param disallowed requests of what robots.txt forbids
 */
public record Stats(long requests, long products, long slow, long errors, long throttled, long disallowed) {
    /** The counters behind it. Thread-safe. */
    static final class Counters {
        final LongAdder requests = new LongAdder();
        final LongAdder products = new LongAdder();
        final LongAdder slow = new LongAdder();
        final LongAdder errors = new LongAdder();
        final LongAdder throttled = new LongAdder();
        final LongAdder disallowed = new LongAdder();

        Stats now() {
            return new Stats(
                    requests.sum(), products.sum(), slow.sum(), errors.sum(), throttled.sum(), disallowed.sum());
        }
    }
}
