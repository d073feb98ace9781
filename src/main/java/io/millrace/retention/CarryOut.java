package io.millrace.retention;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Listing.Entry;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.TreeMap;

/** Deletes what a removal says, batch after batch, and then notes that it is done. Not thread-safe. */
final class CarryOut implements Task {
    private final Removal removal;
    private final Batches batches;
    private final ObjectStore store;
    private final Instant now;
    private final Keys keys = new Keys();
    private final TreeMap<String, PrimitiveIterator.OfLong> zones = new TreeMap<>();
    private boolean done;

    CarryOut(Removal removal, Batches batches, ObjectStore store, Instant now) {
        this.removal = removal;
        this.batches = batches;
        this.store = store;
        this.now = now;
        removal.now().forEach((zone, set) -> zones.put(zone, set.numbers().iterator()));
    }

    @Override
    public Step next() {
        while (!zones.isEmpty()) {
            var zone = zones.firstEntry();
            if (!zone.getValue().hasNext()) {
                zones.remove(zone.getKey());
            } else {
                add(zone.getKey(), zone.getValue().nextLong());
                if (keys.isFull()) {
                    return keys.take();
                }
            }
        }
        if (keys.isAny()) {
            return keys.take();
        }
        if (done) {
            return null;
        }
        done = true;
        var before = batches.removals().done(removal.n());
        return Step.commit(
                Removal.Done.key(removal.n()),
                new Removal.Done(removal.n(), now, before.objects() + keys.count(), before.bytes() + keys.bytes())
                        .toJson());
    }

    private void add(String zone, long n) {
        objects(zone, n).forEach(keys::add);
    }

    private List<Entry> objects(String zone, long n) {
        var found = new ArrayList<Entry>();
        if (zone.equals(Removal.RAW)) {
            var plan = batches.planned(n);
            if (plan.kind() == BatchKind.NEW) {
                plan.objects().forEach(object -> found.add(new Entry(object.key(), object.bytes(), null)));
            }
        } else if (zone.equals(Removal.REJECTED)) {
            // One that is gone was deleted by a round that did not come to its end.
            batches.committed(n)
                    .rejectedFiles()
                    .forEach(key -> store.head(key).ifPresent(head -> found.add(new Entry(key, head.bytes(), null))));
        } else {
            batches.committed(n).datasets().forEach((dataset, part) -> {
                if (Removal.processed(dataset).equals(zone)) {
                    part.files().forEach(file -> found.add(entry(file)));
                }
            });
        }
        return found;
    }

    private static Entry entry(Manifest.DataFile file) {
        return new Entry(file.key(), file.bytes(), null);
    }
}
