package io.millrace.lake;

import io.millrace.dataset.Json;
import java.util.Map;

/** The layout of the lake, written into it once, so that an older program does not touch what a newer one wrote. */
public final class LakeFormat {
    private static final String KEY = "_millrace.json";
    private static final int FORMAT = 2;

    private record Mark(int format) {}

    private LakeFormat() {}

    /**
     * Marks a new lake, and checks the mark of one that is there.
     *
     * @return the fault and its cure, or null if this program can work with the lake
     */
    public static String check(ObjectStore store, Commits commits) {
        var there = store.get(KEY);
        if (there.isEmpty() && commits.create(KEY, Json.bytes(new Mark(FORMAT)), Map.of())) {
            return null;
        }
        return fault(store);
    }

    /**
     * Checks the mark, where there is one, and writes nothing.
     *
     * @return the fault and its cure, or null if this program can work with the lake
     */
    public static String fault(ObjectStore store) {
        var format = store.get(KEY)
                .map(mark -> Json.read(mark, Mark.class, KEY).format())
                .orElse(FORMAT);
        if (format == FORMAT) {
            return null;
        }
        return format > FORMAT
                ? "the lake was written by a newer Millrace (format " + format + ", this one knows " + FORMAT
                        + "): update Millrace"
                : "the lake was written by a Millrace from before its first release (format " + format
                        + ", this one knows " + FORMAT + "): give this one an empty bucket or data folder";
    }
}
