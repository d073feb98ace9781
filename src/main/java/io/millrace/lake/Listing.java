package io.millrace.lake;

import java.time.Instant;
import java.util.List;

/** What the bucket tells of its objects without being asked for each. */
@FunctionalInterface
public interface Listing {
    /** @param written when the object was put, by the bucket's clock, UTC */
    record Entry(String key, long bytes, Instant written) {}

    /**
     * Objects whose keys begin with {@code prefix} and sort after {@code after} (null: all), in the order of their keys.
     *
     * @param most how many at the most
     */
    List<Entry> entries(String prefix, String after, int most);
}
