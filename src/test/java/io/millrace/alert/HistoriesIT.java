package io.millrace.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.alert.PriceRows.Look;
import io.millrace.config.AlertRule;
import io.millrace.config.AlertsSettings;
import io.millrace.testing.TestClock;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories, loaded in random batches and judged at random moments, against a slow reading of the same rules. */
class HistoriesIT {
    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
    private static final int HISTORIES = 4;
    private static final int STEPS = 14;
    /** Now and then nobody looks for so many days: less, and more, than is read of what was before. */
    private static final int[] DAYS = {3, 6, 9, 12, 16, 33};

    private static final String[] SKUS = {"A", "B"};
    private static final String[] PRICES = {"40", "45", "60", "80", "100", "100", "120"};
    private static final String[] STOCK = {"InStock", "InStock", "OutOfStock", "SoldOut", "PreOrder", null};
    private static final String OF_THE_LAST = """
            rules:
              - {name: cheap, below: 50, currency: EUR, cooldown: 20m}
              - {name: last, drop: 20%, cooldown: 0s}
              - {name: back, back-in-stock: true, cooldown: 10m}
            """;
    private static final String OF_THE_MONTH = OF_THE_LAST + """
              - {name: average, drop: 25, currency: EUR, against: average, cooldown: 30m}
            """;
    private static final String OF_ALL = OF_THE_MONTH + """
              - {name: rises, rise: 30%, against: lowest, cooldown: 15m}
              - {name: record, new-lowest: true, cooldown: 0s, min-confidence: 0.9}
            """;

    @TempDir
    private Path folder;

    /** What was told, by the plainest possible reading: lists are gone through from end to end for each judgement. */
    private static final class Oracle {
        private final List<Look> judged = new ArrayList<>();
        private final Map<String, Instant> told = new HashMap<>();
        private final Map<String, Boolean> armed = new HashMap<>();
        private final TreeSet<String> alerts = new TreeSet<>();

        void judge(List<Look> fresh, AlertsSettings settings, Instant now) {
            for (var rule : settings.rules()) {
                for (var sku : SKUS) {
                    var all = trusted(rule, sku, judged);
                    var added = trusted(rule, sku, fresh);
                    var both = new ArrayList<>(all);
                    both.addAll(added);
                    var newest =
                            both.stream().max(Comparator.comparing(Look::at)).orElse(null);
                    if (newest == null
                            || !added.contains(newest)
                            || newest.at().isBefore(now.minus(settings.maxAge()))) {
                        continue;
                    }
                    if (speaks(rule, newest, all, added)) {
                        told.put(rule.name() + sku, newest.at());
                        armed.put(rule.name() + sku, false);
                        alerts.add(rule.name() + " " + newest.event());
                    }
                }
            }
            judged.addAll(fresh);
        }

        private static List<Look> trusted(AlertRule rule, String sku, List<Look> looks) {
            return looks.stream()
                    .filter(look -> look.sku().equals(sku)
                            && (rule.kind().isOfPrice()
                                    ? look.price() != null && look.confidence() >= rule.minConfidence()
                                    : look.availability() != null
                                            && Judge.inStock(look.availability()) != null
                                            && (look.price() == null || look.confidence() >= rule.minConfidence())))
                    .toList();
        }

        private boolean speaks(AlertRule rule, Look newest, List<Look> all, List<Look> added) {
            var key = rule.name() + newest.sku();
            var isOver = !told.containsKey(key)
                    || !newest.at().isBefore(told.get(key).plus(rule.cooldown()));
            if (rule.kind() == AlertRule.Kind.BACK_IN_STOCK) {
                var before = before(newest, all, added, false);
                var was = before.isEmpty()
                        ? null
                        : Judge.inStock(before.get(before.size() - 1).availability());
                // Of what was never told only the look before is known.
                armed.merge(key, Boolean.FALSE.equals(was), (then, now) -> told.containsKey(key) && then || now);
                return level(key, Judge.inStock(newest.availability()), armed.getOrDefault(key, false) && isOver);
            }
            if (rule.kind() == AlertRule.Kind.BELOW) {
                return newest.currency().equals("EUR")
                        && level(
                                key,
                                new BigDecimal(newest.price()).compareTo(rule.amount()) < 0,
                                armed.getOrDefault(key, true) && isOver);
            }
            var before = before(newest, all, added, true);
            if (before.isEmpty() || rule.currency() != null && !rule.currency().equals(newest.currency())) {
                return false;
            }
            var prices =
                    before.stream().map(look -> new BigDecimal(look.price())).toList();
            var lowest = Stream.concat(all.stream(), added.stream())
                    .filter(look -> look != newest && look.currency().equals(newest.currency()))
                    .map(look -> new BigDecimal(look.price()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            var month = before.stream()
                    .filter(look -> added.contains(look)
                            || !look.at().isBefore(newest.at().minus(Duration.ofDays(30))))
                    .map(look -> new BigDecimal(look.price()))
                    .toList();
            if (rule.name().equals("average") && month.isEmpty()) {
                return false;
            }
            var average = month.isEmpty() ? null : average(month);
            var last = prices.get(prices.size() - 1);
            var price = new BigDecimal(newest.price());
            var speaks =
                    switch (rule.name()) {
                        case "last" -> last.subtract(price).doubleValue() >= last.doubleValue() * 0.2 - 1e-9;
                        case "average" -> average.subtract(price).compareTo(new BigDecimal("25")) >= 0;
                        case "rises" -> price.subtract(lowest).doubleValue() >= lowest.doubleValue() * 0.3 - 1e-9;
                        default -> price.compareTo(lowest) < 0;
                    };
            return speaks && isOver;
        }

        private static BigDecimal average(List<BigDecimal> prices) {
            return prices.stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(prices.size()), 4, RoundingMode.HALF_EVEN);
        }

        private boolean level(String key, boolean reached, boolean may) {
            if (!reached) {
                armed.put(key, true);
            }
            return reached && may;
        }

        /** What was judged, in the order of time; of nothing judged, the first new one. */
        private static List<Look> before(Look newest, List<Look> all, List<Look> added, boolean sameCurrency) {
            var known = all.stream()
                    .filter(look -> !sameCurrency || look.currency().equals(newest.currency()))
                    .sorted(Comparator.comparing(Look::at))
                    .toList();
            return !known.isEmpty()
                    ? known
                    : added.stream()
                            .filter(look -> look != newest
                                    && (!sameCurrency || look.currency().equals(newest.currency())))
                            .min(Comparator.comparing(Look::at))
                            .stream()
                            .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OF_THE_LAST, OF_THE_MONTH, OF_ALL})
    void whatIsToldOfAnyHistoryIsWhatASlowReadingTells(String rules) throws Exception {
        var settings = Rules.of(folder, rules);
        long all = 0;
        for (var seed = 1; seed <= HISTORIES; seed++) {
            try (var file = DuckDb.open(folder.resolve("history-" + seed + ".duckdb"), "128MB")) {
                all += history(new Random(seed), Warehouse.duckDb("local", file), settings, "seed " + seed);
            }
        }
        assertTrue(all > 5L * HISTORIES, "too few alerts to say anything: " + all);
    }

    private static long history(Random random, Warehouse warehouse, AlertsSettings settings, String seed)
            throws Exception {
        var clock = new TestClock(BEGIN);
        var rows = new PriceRows(warehouse);
        var tables = new AlertTables(warehouse);
        var outbox = new Outbox(tables, settings.giveUpAfter(), clock);
        var judging = new Judging(settings, tables, outbox, List::of, List::of, false, clock);
        judging.judge();
        var oracle = new Oracle();
        var held = new HashMap<Long, List<Look>>();
        var minute = new HashMap<String, Integer>();
        for (var step = 0; step < STEPS; step++) {
            var fresh = new ArrayList<Look>();
            for (var batches = random.nextInt(3); batches >= 0; batches--) {
                var looks = looks(random, minute);
                if (random.nextInt(6) == 0) {
                    // Comes late, under its own number.
                    held.put(rows.later(), looks);
                } else {
                    rows.load(looks.toArray(Look[]::new));
                    fresh.addAll(looks);
                }
            }
            for (var late : new ArrayList<>(held.keySet())) {
                if (random.nextInt(3) == 0) {
                    var looks = held.remove(late);
                    rows.load(late, looks.toArray(Look[]::new));
                    fresh.addAll(looks);
                }
            }
            var days = random.nextBoolean() ? DAYS[random.nextInt(DAYS.length)] : 0;
            for (var sku : SKUS) {
                minute.merge(sku, days * 24 * 60, Integer::sum);
            }
            clock.move(Duration.ofMinutes(7).plusDays(days));
            if (random.nextInt(5) == 0) {
                // A process that starts anew goes on where the other was.
                judging = new Judging(settings, tables, outbox, List::of, List::of, false, clock);
            }
            judging.judge();
            oracle.judge(fresh, settings, clock.instant());
            var told = new TreeSet<String>();
            outbox.newest(10_000)
                    .forEach(entry ->
                            told.add(entry.alert().rule() + " " + entry.alert().source() + "-"
                                    + entry.alert().product().sku() + "-"
                                    + entry.alert().observedAt()));
            assertEquals(oracle.alerts, told, seed + ", step " + step);
        }
        return oracle.alerts.size();
    }

    private static List<Look> looks(Random random, Map<String, Integer> minute) {
        var looks = new ArrayList<Look>();
        for (var n = random.nextInt(4); n >= 0; n--) {
            var sku = SKUS[random.nextInt(SKUS.length)];
            var at = minute.merge(sku, 1 + random.nextInt(9), Integer::sum);
            var price = random.nextInt(8) == 0 ? null : PRICES[random.nextInt(PRICES.length)];
            var look = Look.of(sku, BEGIN.plus(Duration.ofMinutes(at)), price)
                    .stock(STOCK[random.nextInt(STOCK.length)])
                    .sure(random.nextInt(6) == 0 ? 0.3 : random.nextInt(4) == 0 ? 0.8 : 0.95);
            looks.add(price != null && random.nextInt(6) == 0 ? look.in("USD") : look);
        }
        return looks;
    }
}
