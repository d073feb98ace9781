package io.millrace.bench;

import io.millrace.alert.AlertTables;
import io.millrace.alert.Judging;
import io.millrace.alert.Outbox;
import io.millrace.config.AlertChannel;
import io.millrace.config.AlertRule;
import io.millrace.config.AlertsSettings;
import io.millrace.dataset.Datasets;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long rules of alerts take to judge what a load brings, in a DuckDB warehouse that holds many looks at each product,
 * against a bare query that finds when each product was looked at last. The sizes may be made smaller by
 * {@code MILLRACE_BENCH_PRODUCTS} and {@code MILLRACE_BENCH_OBSERVATIONS}.
 */
final class AlertsBench implements Bench {
    private static final int PRODUCTS = ManyPrices.setting("MILLRACE_BENCH_PRODUCTS", 1_000);
    private static final int OBSERVATIONS = ManyPrices.setting("MILLRACE_BENCH_OBSERVATIONS", 10_000_000);
    private static final int MINUTES = 5;
    private static final int BATCHES = 100;
    /** Products that were looked at since the load before. */
    private static final int LOADED = PRODUCTS / 50;

    private static final int ROUNDS = 7;
    private static final String NEWEST = "SELECT source, sku, max(observed_at) FROM prices GROUP BY source, sku";

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public String what() {
        return "judging what a load brings of 1,000 products of which 10 million looks are known, ms, against a bare query"
                + " for when each was looked at last (takes some 2 minutes and 2 GB)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        var file = folder.resolve("bench.duckdb");
        var prices = Datasets.load(Optional.empty()).named("prices").orElseThrow();
        var looks = Math.max(BATCHES, OBSERVATIONS / PRODUCTS);
        var each = looks / BATCHES;
        say(progress, "making " + BATCHES + " batches of " + PRODUCTS * each + " rows");
        try (var big = ManyPrices.begin(file, prices)) {
            for (var n = 0; n < BATCHES; n++) {
                ManyPrices.load(
                        big,
                        n + 1,
                        looks * MINUTES,
                        "SELECT i, k * " + MINUTES + " AS t FROM range(" + PRODUCTS + ") AS r (i), range(" + n * each
                                + ", " + (n + 1) * each + ") AS s (k)");
            }
            ManyPrices.run(big, "CHECKPOINT");
        }
        try (var warehouse = DuckDb.open(file, ManyPrices.MEMORY)) {
            return measured(warehouse, progress);
        }
    }

    private static List<Ratio> measured(DuckDb warehouse, PrintWriter progress) throws Exception {
        var last = List.of(
                rule("last", AlertRule.Kind.DROP, 25, AlertRule.Against.LAST),
                rule("stock", AlertRule.Kind.BACK_IN_STOCK, null, null));
        var average = List.of(rule("average", AlertRule.Kind.RISE, 25, AlertRule.Against.AVERAGE));
        var lowest = List.of(rule("lowest", AlertRule.Kind.NEW_LOWEST, null, null));
        return List.of(
                judged("last", last, warehouse, BATCHES, progress),
                judged("average", average, warehouse, BATCHES + ROUNDS, progress),
                judged("lowest", lowest, warehouse, BATCHES + 2 * ROUNDS, progress));
    }

    private static Ratio judged(String name, List<AlertRule> rules, DuckDb warehouse, int loaded, PrintWriter progress)
            throws Exception {
        var tables = new AlertTables(Warehouse.duckDb("bench", warehouse));
        var settings = settings(rules);
        var outbox = new Outbox(tables, settings.giveUpAfter(), Clock.systemUTC());
        var judging = new Judging(settings, tables, outbox, List::of, List::of, false, Clock.systemUTC());
        judging.judge();
        var judged = new ArrayList<Double>();
        var floor = new ArrayList<Double>();
        for (var batch = loaded + 1; batch <= loaded + ROUNDS; batch++) {
            ManyPrices.load(warehouse, batch, 0, "SELECT i, 0 AS t FROM range(" + LOADED + ") AS r (i)");
            judged.add(ManyPrices.millis(judging::judge));
            floor.add(ManyPrices.millis(() -> ManyPrices.fetch(warehouse::getConnection, NEWEST)));
        }
        say(progress, "told " + judging.told());
        return new Ratio(
                name,
                ManyPrices.median(judged),
                "ms",
                "finding when each was looked at last",
                ManyPrices.median(floor),
                10,
                false);
    }

    private static AlertsSettings settings(List<AlertRule> rules) {
        return new AlertsSettings(
                "bench",
                Duration.ofSeconds(5),
                Duration.ofDays(1),
                Duration.ofHours(4),
                Duration.ofDays(90),
                List.of(AlertChannel.OWN_LOG),
                rules);
    }

    private static AlertRule rule(String name, AlertRule.Kind kind, Integer percent, AlertRule.Against against) {
        return new AlertRule(
                name,
                kind,
                percent == null ? null : BigDecimal.valueOf(percent),
                percent != null,
                against,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                0.7,
                Duration.ofHours(1),
                List.of(AlertChannel.OWN_LOG.name()));
    }

    private static void say(PrintWriter progress, String what) {
        progress.println("alerts: " + what);
        progress.flush();
    }
}
