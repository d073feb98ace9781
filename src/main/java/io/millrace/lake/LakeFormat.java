package io.millrace.lake;

import io.millrace.dataset.Json;
import java.util.Map;

/** The layout of the lake, written into it once, so that an older program does not touch what a newer one wrote. */
public final class LakeFormat {
    private static final String KEY = "_millrace.json";
    private static final int FORMAT = 1;

    private record Mark(int format) {}

    private LakeFormat() {}

    /** Why this program must not work on the lake, and the cure; null if it may. */
    public static String fault(ObjectStore store) {
        var format = store.get(KEY)
                .map(json -> Json.read(json, Mark.class, KEY).format())
                .orElse(FORMAT);
        return format <= FORMAT
                ? null
                : "the lake was written by a newer Millrace (format " + format + ", this one knows " + FORMAT
                        + "): update Millrace";
    }

    /** Marks a lake that has no mark yet. */
    public static void mark(ObjectStore store, Commits commits) {
        if (store.head(KEY).isEmpty()) {
            commits.create(KEY, Json.bytes(new Mark(FORMAT)), Map.of());
        }
    }
}
