package io.millrace.lake;

import io.millrace.dataset.Json;
import java.time.Instant;

/**
 * How far a warehouse has loaded the lake, told to those who cannot ask it: nothing is removed that one of them lacks.
 * Written over; a lower bound.
 *
 * @param warehouse its name, unique over all that load from the lake
 * @param through number through which every batch is in its ledger, for every dataset
 * @param at when that was asked, UTC
 */
public record LoadedThrough(String warehouse, long through, Instant at) {
    /** Prefix of the objects of all warehouses. */
    public static final String FOLDER = "_warehouses/";

    public static String key(String warehouse) {
        return FOLDER + warehouse + ".json";
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
