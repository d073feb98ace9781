package io.millrace.lake;

import io.millrace.dataset.Json;

/**
 * How far plans and manifests are, for a quick start: a lower bound, since it is written after the objects that it
 * speaks of.
 *
 * @param planned number of a plan through which all exist
 * @param committed number of a manifest through which all exist
 */
public record Newest(long planned, long committed) {
    /** Key of the one object. */
    public static final String KEY = "processed/_newest.json";

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
