package io.millrace.catalog;

import io.millrace.dataset.Json;
import io.millrace.lake.ObjectStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The ledger as this process knows it; read once, as only a lower bound stands in the lake. Not thread-safe. */
final class LedgerObject {
    private final ObjectStore store;
    private final String key;
    private CatalogLedger ledger;

    LedgerObject(ObjectStore store, String database) {
        this.store = store;
        this.key = CatalogLedger.key(database);
    }

    long through(String table, Instant created) {
        return ledger().through(table, created);
    }

    long through() {
        return ledger().through();
    }

    long removal() {
        return ledger().removal();
    }

    /** The request that remembers how far the tables are; they are held to be so far once it is done. */
    CatalogStep advance(Map<String, Long> through, Map<String, Instant> created) {
        var marks = new HashMap<>(ledger().tables());
        through.forEach((table, n) -> marks.put(table, new CatalogLedger.Mark(created.get(table), n)));
        return remember(new CatalogLedger(marks, removal()));
    }

    /** The request that remembers how far retention is followed. */
    CatalogStep follow(long removal) {
        return remember(new CatalogLedger(ledger().tables(), removal));
    }

    private CatalogStep remember(CatalogLedger next) {
        return new CatalogStep(CatalogStep.Kind.REMEMBER, key, next.toJson(), answer -> ledger = next);
    }

    private CatalogLedger ledger() {
        if (ledger == null) {
            ledger = store.get(key)
                    .map(json -> Json.read(json, CatalogLedger.class, key))
                    .orElse(CatalogLedger.NONE);
        }
        return ledger;
    }
}
