package io.millrace.retention;

import io.millrace.lake.Listing;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Deletes objects under a prefix that were written before a time. Looks at no more than a bound, page by page, and goes
 * on from there in the next round. Not thread-safe.
 */
final class AgedObjects {
    static final int PAGE = 1_000;
    private static final int PAGES = 50;

    private final Listing listing;
    private final String prefix;
    private String cursor;

    AgedObjects(Listing listing, String prefix) {
        this.listing = listing;
        this.prefix = prefix;
    }

    /** The next part of the look; {@code which} is asked of those that are old enough. */
    Task look(Instant before, Predicate<String> which) {
        return new Task() {
            private int pages;

            @Override
            public Step next() {
                while (pages < PAGES) {
                    pages++;
                    var page = listing.entries(prefix, cursor, PAGE);
                    cursor = page.size() < PAGE ? null : page.get(PAGE - 1).key();
                    if (cursor == null) {
                        pages = PAGES;
                    }
                    var keys = new Keys();
                    page.stream()
                            .filter(entry -> entry.written().isBefore(before) && which.test(entry.key()))
                            .forEach(keys::add);
                    if (keys.isAny()) {
                        return keys.take();
                    }
                }
                return null;
            }
        };
    }
}
