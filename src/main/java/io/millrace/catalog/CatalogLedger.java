package io.millrace.catalog;

import io.millrace.dataset.Json;
import java.time.Instant;
import java.util.Map;

/**
 * How far the batches are registered in one database of the catalog: an object of the lake that is written over, a lower
 * bound.
 *
 * @param tables name to how far it is
 * @param removal number of the newest removal by retention whose partitions are gone
 */
record CatalogLedger(Map<String, Mark> tables, long removal) {
    static final CatalogLedger NONE = new CatalogLedger(Map.of(), 0);

    CatalogLedger {
        tables = Map.copyOf(tables);
    }

    /**
     * How far a table is. A table that was dropped and made anew has another time of creation, and nothing of it counts as
     * registered.
     *
     * @param created when the table was made, as Glue says
     * @param through number of the batch through which every one is registered
     */
    record Mark(Instant created, long through) {}

    static String key(String database) {
        return "_catalog/" + database + ".json";
    }

    /** Number through which a table has every batch; -1 if nothing is known of this table. */
    long through(String table, Instant created) {
        var mark = tables.get(table);
        return mark == null || !mark.created().equals(created) ? -1 : mark.through();
    }

    /** Number through which all tables that are known have every batch. */
    long through() {
        return tables.values().stream().mapToLong(Mark::through).min().orElse(0);
    }

    byte[] toJson() {
        return Json.bytes(this);
    }
}
