package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.operate.Checks;
import io.millrace.operate.Freshness;
import io.millrace.operate.Probe.Finding;
import io.millrace.reconcile.RecentStatus;
import io.millrace.reconcile.Status;
import io.millrace.source.Source;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.quartz.CronExpression;

/** Looks whether data arrives, stage by stage, each with its own patience. */
final class FreshProbes {
    private static final Duration LEAST = Duration.ofMinutes(10);
    private static final int ROUNDS = 3;

    private final Settings settings;
    private final Freshness freshness;
    private final RecentStatus recent;
    private volatile Instant read;

    FreshProbes(Settings settings, Freshness freshness, RecentStatus recent) {
        this.settings = settings;
        this.freshness = freshness;
        this.recent = recent;
    }

    /**
     * Takes up what the roles do.
     *
     * @param sources those that this process looks at
     * @param known how they are doing
     */
    Checks into(Checks checks, Set<Role> roles, Supplier<List<Source>> sources, Supplier<List<Status.Source>> known) {
        if (roles.contains(Role.FETCH)) {
            checks.with("fetch", () -> fetched(sources.get(), known.get()));
        }
        if (roles.contains(Role.LAND)) {
            checks.with(
                    "land",
                    () -> waiting(
                            "the oldest record that is not landed",
                            LEAST,
                            status -> status.stream().shards().stream()
                                    .mapToLong(Status.Shard::behindSeconds)
                                    .max()
                                    .orElse(0)));
        }
        if (roles.contains(Role.CLEAN)) {
            checks.with(
                    "clean",
                    () -> waiting(
                            "the oldest landed record that is not cleaned",
                            LEAST.plus(settings.clean().every().multipliedBy(ROUNDS)),
                            status -> status.clean().behindSeconds()));
        }
        if (roles.contains(Role.LOAD)) {
            for (var warehouse : settings.warehouses()) {
                checks.with(
                        "load-" + warehouse.name(),
                        () -> loaded(
                                warehouse.name(), LEAST.plus(warehouse.every().multipliedBy(ROUNDS))));
            }
        }
        return checks;
    }

    private Finding loaded(String warehouse, Duration usual) {
        var away = recent.get().stream()
                .flatMap(status -> status.warehouses().stream())
                .filter(load -> load.name().equals(warehouse) && load.away() != null)
                .findFirst();
        return away.isPresent()
                ? Finding.down("warehouse " + warehouse + " does not answer: "
                        + away.get().away())
                : waiting(
                        "the oldest committed batch that is not in " + warehouse,
                        usual,
                        status -> status.warehouses().stream()
                                .filter(load -> load.name().equals(warehouse))
                                .mapToLong(Status.WarehouseStatus::behindSeconds)
                                .max()
                                .orElse(0));
    }

    private Finding waiting(String what, Duration usual, Function<Status, Long> seconds) {
        var limit = settings.operate().staleAfter().orElse(usual);
        var status = recent.get();
        if (status.isEmpty()) {
            // Nobody can tell; what cannot be told for as long as it may take counts as stale.
            return freshness.happened("reading of the stream, the lake and the warehouses", read, limit);
        }
        read = status.get().at();
        return freshness.waiting(what, Duration.ofSeconds(seconds.apply(status.get())), limit);
    }

    /** One source that gives nothing is that source's trouble; none that gives anything is this process's. */
    private Finding fetched(List<Source> sources, List<Status.Source> known) {
        Finding stale = null;
        for (var source : sources) {
            for (var one : known) {
                if (one.source().equals(source.name()) && one.state().equals(Telling.RUNNING) && !isLeftToOthers(one)) {
                    var finding = fetched(source, one);
                    if (finding.up()) {
                        return finding;
                    }
                    stale = finding;
                }
            }
        }
        return stale == null ? Finding.up("no source has pages that this process is to look at") : stale;
    }

    private static boolean isLeftToOthers(Status.Source one) {
        return one.results().keySet().equals(Set.of("left"));
    }

    private Finding fetched(Source source, Status.Source known) {
        // What cities are asked is due now and then: that a round began has to do.
        var last = source.signals() == null || known.next() == null || source.every() == null
                ? known.succeeded()
                : known.next().minus(source.every());
        var limit = settings.operate().staleAfter().orElseGet(() -> usual(source, last));
        return freshness.happened("page of source " + source.name() + " read", last, limit);
    }

    /** Three rounds; with a schedule, until the round after the next is due. */
    private Duration usual(Source source, Instant last) {
        if (source.every() != null) {
            var rounds = source.every().multipliedBy(ROUNDS).plus(source.jitter());
            return rounds.compareTo(LEAST) > 0 ? rounds : LEAST;
        }
        try {
            var from = Date.from(last == null ? freshness.started() : last);
            var cron = new CronExpression(source.cron());
            var second = cron.getNextValidTimeAfter(cron.getNextValidTimeAfter(from));
            return Duration.between(from.toInstant(), second.toInstant())
                    .plus(source.jitter())
                    .plus(LEAST);
        } catch (ParseException e) {
            throw new IllegalStateException("source " + source.name() + " has an unreadable schedule", e);
        }
    }
}
