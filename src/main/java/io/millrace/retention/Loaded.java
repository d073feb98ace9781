package io.millrace.retention;

import io.millrace.dataset.Json;
import io.millrace.lake.LoadedThrough;
import io.millrace.lake.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Through which batch every warehouse has loaded the lake: those of this process by their ledgers, all others by what
 * they told last. One that is not heard of any more holds everything up until a person removes what it told.
 *
 * @param through number of the batch; 0 if there is no warehouse
 * @param last name of the warehouse that is furthest behind; null if there is none
 */
record Loaded(long through, String last) {
    private static final int MOST = 1_000;

    static Loaded of(Map<String, Long> own, ObjectStore store) {
        var least = new Loaded(Long.MAX_VALUE, null);
        for (var warehouse : own.entrySet()) {
            least = least.or(warehouse.getKey(), warehouse.getValue());
        }
        for (var told : others(own, store)) {
            least = least.or(told.warehouse(), told.through());
        }
        return least.last == null ? new Loaded(0, null) : least;
    }

    private static List<LoadedThrough> others(Map<String, Long> own, ObjectStore store) {
        var others = new ArrayList<LoadedThrough>();
        for (var key : store.list(LoadedThrough.FOLDER, null, MOST)) {
            store.get(key)
                    .map(json -> Json.read(json, LoadedThrough.class, key))
                    .filter(told -> !own.containsKey(told.warehouse()))
                    .ifPresent(others::add);
        }
        return others;
    }

    private Loaded or(String warehouse, long n) {
        return n < through ? new Loaded(n, warehouse) : this;
    }
}
