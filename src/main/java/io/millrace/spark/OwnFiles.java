package io.millrace.spark;

import io.millrace.lake.AttemptKeys;
import io.millrace.lake.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** What lies in the folders of one attempt. */
final class OwnFiles {
    private final LakeFiles lake;
    private final AttemptKeys keys;
    private final Collection<String> datasets;

    OwnFiles(LakeFiles lake, AttemptKeys keys, Collection<String> datasets) {
        this.lake = lake;
        this.keys = keys;
        this.datasets = datasets;
    }

    /** @throws IllegalStateException if there is something, so that the attempt was begun before */
    void requireNone() throws IOException {
        for (var key : all()) {
            throw new IllegalStateException("attempt " + keys.attempt() + " at batch " + keys.n()
                    + " was begun before, as there is " + key + ": start another, under an id of its own");
        }
    }

    /**
     * Removes what tasks left that died and were done again: readers of these folders would take it for data.
     *
     * @param named the manifest whose files stay; null: none
     */
    void removeAllBut(Manifest named) throws IOException {
        var stay = new HashSet<String>();
        if (named != null) {
            named.datasets().values().forEach(written -> written.files().forEach(file -> stay.add(file.key())));
            stay.addAll(named.rejectedFiles());
        }
        for (var key : all()) {
            if (!stay.contains(key)) {
                lake.delete(key);
            }
        }
    }

    private List<String> all() throws IOException {
        var all = new ArrayList<>(lake.list(keys.rejected()));
        for (var dataset : datasets) {
            all.addAll(lake.list(keys.dataset(dataset)));
        }
        return all;
    }
}
