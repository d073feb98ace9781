package io.millrace.watch;

import io.millrace.dataset.OfferField;
import io.millrace.watch.Usual.Habit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the sources are doing: what came of the looks at their pages, and whether the pages still show what they did.
 *
 * <p>What is to be expected of a page is what it showed itself before; of one never seen, what nearly all pages of its source
 * show, once 30 looks were taken. So it does not matter that only some pages have a list price. Every look that contradicts
 * what was expected is a miss in the {@link Trend} of its signal; a page counts as missing twelve times in a row at most, then
 * that is its habit. A price is not expected of what is sold out. List price, brand and GTIN come and go with the product: there
 * a page counts twice, and five pages are needed. Thread-safe.
 */
public final class SourceHealth {
    private static final Logger LOG = LoggerFactory.getLogger(SourceHealth.class);

    private static final Set<String> OF_THE_PRODUCT =
            Set.of(OfferField.LIST_PRICE.key(), OfferField.BRAND.key(), OfferField.GTIN.key());
    private static final String GONE = "not_found";
    private static final int KEEP_EVERY = 20;

    private final WatchStore store;
    private final Map<String, SourceRecord> sources = new ConcurrentHashMap<>();
    private final Map<String, Duration> rounds = new ConcurrentHashMap<>();
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();

    /**
     * What there is to tell of a source.
     *
     * @param pages pages that were asked for, in all rounds
     * @param gone of these, those that were not there the last time
     * @param succeeded when a page was last read, UTC; null if none ever was
     * @param results result to looks
     * @param fill field to the share of looks that found it; while there is an alarm, of the newest
     * @param round how long the last round took; null before its end
     * @param begun when the last round began, UTC; null before the first
     * @param alarms in the order of their signals
     */
    public record Summary(
            String source,
            long pages,
            long gone,
            Instant succeeded,
            Map<String, Long> results,
            Map<String, Double> fill,
            Duration round,
            Instant begun,
            List<SourceAlarm> alarms) {}

    public SourceHealth(WatchStore store) {
        this.store = store;
    }

    /** Of a source; of one that was never looked at, nothing but zeros. */
    public Summary summary(String source) {
        var known = known(source);
        var fill = new TreeMap<String, Double>();
        OfferField.keys().forEach(field -> {
            if (known.rates().containsKey(field)) {
                fill.put(
                        field,
                        known.alarms().containsKey(field)
                                ? known.trends().get(field).is()
                                : known.rates().get(field).fill());
            }
        });
        var alarms = new TreeMap<String, SourceAlarm>();
        known.alarms()
                .forEach((signal, alarm) ->
                        alarms.put(signal, alarm.with(known.trends().get(signal).is())));
        return new Summary(
                source,
                known.pages(),
                known.gone(),
                known.succeeded(),
                new TreeMap<>(known.results()),
                fill,
                rounds.get(source),
                begun.get(source),
                List.copyOf(alarms.values()));
    }

    /** Takes a look in; returns what is usual of the page after it. */
    Map<String, Habit> looked(Look look, Map<String, Habit> habits) {
        var after = new TreeMap<>(habits);
        sources.compute(look.source(), (name, old) -> {
            var before = old == null ? stored(name) : old;
            var next = next(before.by(look.recipe()), look, after);
            var looks =
                    next.results().values().stream().mapToLong(Long::longValue).sum();
            if (looks % KEEP_EVERY == 0
                    || !next.alarms().keySet().equals(before.alarms().keySet())) {
                store.keepSource(name, next);
            }
            return next;
        });
        return after;
    }

    /** A round of a source began. */
    public void roundBegan(String source, Instant at) {
        begun.put(source, at);
    }

    /** A round of a source came to its end. */
    public void roundEnded(String source, Duration took) {
        rounds.put(source, took);
    }

    /** Keeps what was not yet kept. */
    public void keep() {
        sources.forEach(store::keepSource);
    }

    private SourceRecord known(String source) {
        var known = sources.get(source);
        return known == null ? stored(source) : known;
    }

    private SourceRecord stored(String source) {
        var kept = store.source(source, SourceRecord.class);
        return kept == null ? SourceRecord.NONE : kept;
    }

    private SourceRecord next(SourceRecord before, Look look, Map<String, Habit> habits) {
        var results = new TreeMap<>(before.results());
        results.merge(look.result(), 1L, Long::sum);
        var pages = before.pages() + (look.before().isEmpty() ? 1 : 0);
        var gone = before.gone()
                + (look.result().equals(GONE) ? 1 : 0)
                - (look.before().equals(GONE) ? 1 : 0);
        var rates = new TreeMap<>(before.rates());
        var trends = new TreeMap<>(before.trends());
        var alarms = new TreeMap<>(before.alarms());
        look.signals().forEach((signal, value) -> {
            var trend = trends.getOrDefault(signal, Trend.NONE);
            var rate = rates.getOrDefault(signal, Rates.NONE);
            var expected = expected(signal, habits.get(signal), rate, trend);
            var then = expected.isEmpty() && value.isEmpty() || expected.isEmpty() && !trend.alarmed()
                    ? trend
                    : !value.isEmpty() && (expected.isEmpty() || value.equals(expected))
                            ? trend.find()
                            : trend.miss(look.url(), look.at(), least(signal, pages));
            if (!then.alarmed()) {
                rates.put(signal, rate.plus(value));
            }
            if (!signal.equals(Look.LEVEL) && (!then.alarmed() || value.equals(expected))) {
                habits.put(signal, habit(signal, habits.get(signal), value));
            }
            trends.put(signal, then);
            tell(signal, trend, then, expected, value, look, alarms);
        });
        return new SourceRecord(
                before.recipe(),
                pages,
                gone,
                results,
                look.isRead() ? look.at() : before.succeeded(),
                rates,
                trends,
                alarms);
    }

    /** What a page is expected to show; empty if nothing is. */
    private static String expected(String signal, Habit habit, Rates rates, Trend trend) {
        if (signal.equals(Look.LEVEL)) {
            return Look.YES;
        }
        if (habit != null) {
            return habit.value();
        }
        return OF_THE_PRODUCT.contains(signal) ? Look.NO : rates.expected(trend.score() > 0);
    }

    private static Habit habit(String signal, Habit before, String value) {
        var full = OF_THE_PRODUCT.contains(signal) ? 2 : 12;
        if (before == null || before.value().equals(value) || before.value().isEmpty() || before.strength() <= 1) {
            return new Habit(value, full);
        }
        return new Habit(before.value(), before.strength() - 1);
    }

    private static int least(String signal, long pages) {
        return OF_THE_PRODUCT.contains(signal) ? 5 : (int) Math.min(3, pages);
    }

    private static void tell(
            String signal,
            Trend before,
            Trend now,
            String expected,
            String value,
            Look look,
            Map<String, SourceAlarm> alarms) {
        if (now.alarmed() && !before.alarmed()) {
            var query = look.url().indexOf('?');
            var url = query < 0 ? look.url() : look.url().substring(0, query) + "?***";
            var found = look.isRead() ? value : look.result();
            var alarm = new SourceAlarm(signal, now.was(), now.is(), now.since(), url, expected, found);
            alarms.put(signal, alarm);
            LOG.warn(
                    "source={} alarm={} was={} is={} since={} url={} usual={} found={}: the pages show something else than"
                            + " they did; ./millrace extract URL --all tells what is found there",
                    look.source(),
                    signal,
                    share(alarm.was()),
                    share(alarm.is()),
                    alarm.since(),
                    url,
                    expected,
                    found.isEmpty() ? "nothing" : found);
        } else if (before.alarmed() && !now.alarmed()) {
            alarms.remove(signal);
            LOG.info("source={} alarm={} is over, since={}", look.source(), signal, before.since());
        }
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }
}
