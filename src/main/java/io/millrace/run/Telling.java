package io.millrace.run;

import io.millrace.catalog.Catalog;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Positions;
import io.millrace.lake.Trimmed;
import io.millrace.member.Heartbeat;
import io.millrace.member.PublisherState;
import io.millrace.reconcile.Status;
import io.millrace.reconcile.Told;
import io.millrace.stream.EventSpool;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** What a status is told of by parts that do not know it. */
public final class Telling {
    private Telling() {}

    /**
     * @param spool null where this process has none
     * @param cleaning what is known of the cleaning of a batch
     * @param catalog database that the lake is registered in; null: none
     */
    public static Told of(
            Supplier<List<Heartbeat>> instances,
            EventSpool spool,
            ObjectStore store,
            Positions positions,
            LongFunction<Status.Cleaning> cleaning,
            String catalog) {
        return new Told(
                () -> instances.get().stream().map(Telling::instance).toList(),
                () -> spool == null ? null : spool(spool),
                () -> positions.trimmed().stream().map(Telling::trimmed).toList(),
                cleaning,
                () -> catalog == null ? null : new Status.Catalog(catalog, Catalog.registered(store, catalog)));
    }

    /** How far a spool is, for the heartbeats. */
    static PublisherState publisher(EventSpool spool) {
        return spool == null
                ? PublisherState.NONE
                : new PublisherState() {
                    @Override
                    public String id() {
                        return spool.publisher();
                    }

                    @Override
                    public long numbered() {
                        return spool.numbered();
                    }

                    @Override
                    public long published() {
                        return spool.published();
                    }
                };
    }

    private static Status.Instance instance(Heartbeat told) {
        return new Status.Instance(
                told.instance(),
                told.host(),
                told.roles(),
                told.started(),
                told.at(),
                told.publisher(),
                told.published(),
                told.stopped());
    }

    private static Status.Spool spool(EventSpool spool) {
        var state = spool.state();
        return new Status.Spool(state.events(), state.bytes(), state.oldestAge().toSeconds());
    }

    private static Status.Trimmed trimmed(Trimmed part) {
        return new Status.Trimmed(
                part.stream() + "/" + part.shard(), String.valueOf(part.from()), String.valueOf(part.to()));
    }
}
