package io.millrace.catalog;

import java.util.function.Consumer;

/**
 * One request of a round.
 *
 * @param kind decides whom the route asks
 * @param key of the object to write; null of other requests
 * @param request a request of Glue's SDK, or the bytes to write
 * @param took is given the answer; null where the database or table to be made was there already
 */
public record CatalogStep(Kind kind, String key, Object request, Consumer<Object> took) {
    /** What is asked for; all but the last of Glue. */
    public enum Kind {
        CREATE_DATABASE,
        CREATE_TABLE,
        UPDATE_TABLE,
        CREATE_PARTITIONS,
        DELETE_PARTITIONS,
        /** Writes an object over. */
        REMEMBER
    }
}
