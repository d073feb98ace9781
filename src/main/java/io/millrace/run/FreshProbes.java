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
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/** Looks whether data arrives, stage by stage, each with its own patience. */
final class FreshProbes {
    private static final Duration LEAST = Duration.ofMinutes(10);
    private static final int ROUNDS = 3;
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Settings settings;
    private final Freshness freshness;
    private final RecentStatus recent;
    private final Map<String, Instant> answered = new ConcurrentHashMap<>();
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
                    () -> judged(
                            LEAST,
                            (status, limit) -> freshness.waiting(
                                    "the oldest record that is not landed",
                                    seconds(status.stream().shards().stream().map(Status.Shard::behindSeconds)),
                                    limit)));
        }
        if (roles.contains(Role.CLEAN)) {
            var usual = LEAST.plus(settings.clean().every().multipliedBy(ROUNDS));
            checks.with(
                    "clean",
                    () -> judged(
                            usual,
                            (status, limit) -> freshness.waiting(
                                    "the oldest landed record that is not cleaned",
                                    Duration.ofSeconds(status.clean().behindSeconds()),
                                    limit)));
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
        return judged(usual, (status, limit) -> {
            var loads = status.warehouses().stream()
                    .filter(load -> load.name().equals(warehouse))
                    .toList();
            if (loads.stream().anyMatch(load -> load.away() != null)) {
                // Nobody knows what it lacks.
                return freshness.happened("answer of warehouse " + warehouse, answered.get(warehouse), limit);
            }
            answered.put(warehouse, status.at());
            return freshness.waiting(
                    "the oldest committed batch that is not in " + warehouse,
                    seconds(loads.stream().map(Status.WarehouseStatus::behindSeconds)),
                    limit);
        });
    }

    private Finding judged(Duration usual, BiFunction<Status, Duration, Finding> judge) {
        var limit = settings.operate().staleAfter().orElse(usual);
        var status = recent.get();
        if (status.isEmpty()) {
            // What cannot be told for as long as it may take counts as stale.
            return freshness.happened("reading of the stream, the lake and the warehouses", read, limit);
        }
        read = status.get().at();
        return judge.apply(status.get(), limit);
    }

    private static Duration seconds(Stream<Long> ages) {
        return Duration.ofSeconds(ages.max(Comparator.naturalOrder()).orElse(0L));
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
            var next = cron.getNextValidTimeAfter(from);
            var second = next == null ? null : cron.getNextValidTimeAfter(next);
            if (second == null) {
                // Its last date is over, or nearly so: nothing is due.
                return NEVER;
            }
            return Duration.between(from.toInstant(), second.toInstant())
                    .plus(source.jitter())
                    .plus(LEAST);
        } catch (ParseException e) {
            throw new IllegalStateException("source " + source.name() + " has an unreadable schedule", e);
        }
    }
}
