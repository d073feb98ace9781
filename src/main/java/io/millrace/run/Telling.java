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
import io.millrace.watch.SourceAlarm;
import io.millrace.watch.SourceHealth;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** What a status is told of by parts that do not know it. */
public final class Telling {
    static final String RUNNING = "running";
    static final String PAUSED = "paused";
    static final String IDLE = "idle";

    private Telling() {}

    /**
     * @param spool null where this process has none
     * @param cleaning what is known of the cleaning of a batch
     * @param catalog database that the lake is registered in; null: none
     * @param sources how the sources are doing that processes look at
     * @param alerts what waits to be told
     */
    public static Told of(
            Supplier<List<Heartbeat>> instances,
            EventSpool spool,
            ObjectStore store,
            Positions positions,
            LongFunction<Status.Cleaning> cleaning,
            String catalog,
            Supplier<List<Status.Source>> sources,
            Supplier<Status.Alerts> alerts) {
        return new Told(
                () -> instances.get().stream().map(Telling::instance).toList(),
                waiting(spool),
                () -> positions.trimmed().stream().map(Telling::trimmed).toList(),
                cleaning,
                () -> catalog == null ? null : new Status.Catalog(catalog, Catalog.registered(store, catalog)),
                sources,
                alerts);
    }

    /** What waits in a spool; gives null where this process has none. */
    static Supplier<Status.Spool> waiting(EventSpool spool) {
        return () -> spool == null ? null : spool(spool);
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

    /**
     * @param state as {@link Status.Source#state}
     * @param every null where a schedule says when a round begins
     * @param left pages that were left to other instances
     * @param leftOut rounds that were left out
     */
    static Status.Source source(SourceHealth.Summary known, String state, Duration every, long left, long leftOut) {
        var results = new TreeMap<>(known.results());
        if (left > 0) {
            results.put("left", left);
        }
        var next = every == null || known.begun() == null || !state.equals(RUNNING)
                ? null
                : known.begun().plus(every);
        return new Status.Source(
                known.source(),
                state,
                known.pages(),
                known.gone(),
                known.succeeded(),
                results,
                known.fill(),
                known.round() == null ? null : known.round().toSeconds(),
                every == null ? null : every.toSeconds(),
                next,
                leftOut,
                known.alarms().stream().map(Telling::alarm).toList(),
                null);
    }

    private static Status.Alarm alarm(SourceAlarm alarm) {
        return new Status.Alarm(
                alarm.signal(), alarm.was(), alarm.is(), alarm.since(), alarm.url(), alarm.usual(), alarm.found());
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
