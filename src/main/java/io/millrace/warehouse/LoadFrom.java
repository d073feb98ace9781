package io.millrace.warehouse;

import java.time.Instant;

/**
 * Where a warehouse that has never loaded anything is to begin: with the first batch that was committed at that time or
 * later.
 *
 * @param words of the setting
 * @param at UTC; {@link Instant#MIN} for the first batch of all, {@link Instant#MAX} for the next one
 * @param setting that says so, for messages
 */
public record LoadFrom(String words, Instant at, String setting) {
    static final String FIRST_OF_ALL = "beginning";

    /** With the first batch of all. */
    public static final LoadFrom BEGINNING = new LoadFrom(FIRST_OF_ALL, Instant.MIN, "load.from");
}
