package io.millrace.bench;

import io.millrace.dashboard.Dashboard;
import io.millrace.dashboard.DashboardApi;
import io.millrace.dataset.Datasets;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.ReadOnly;
import io.millrace.warehouse.Warehouse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long the dashboard's answers take over a large DuckDB warehouse, against the bare query of the same rows. The sizes may
 * be made smaller by {@code MILLRACE_BENCH_PRODUCTS} and {@code MILLRACE_BENCH_OBSERVATIONS}.
 */
final class DashboardBench implements Bench {
    private static final int PRODUCTS = ManyPrices.setting("MILLRACE_BENCH_PRODUCTS", 100_000);
    private static final int OBSERVATIONS = ManyPrices.setting("MILLRACE_BENCH_OBSERVATIONS", 10_000_000);

    /** Of one product that has many. */
    private static final int MANY = Math.min(100_000, OBSERVATIONS / 10);

    /** Rows of a batch that comes while somebody looks. */
    private static final int NEW = PRODUCTS / 10;

    private static final String SKU = "S0000000";
    private static final int ROUNDS = 11;

    @Override
    public String name() {
        return "dashboard";
    }

    @Override
    public String what() {
        return "the dashboard's answers over 100,000 products and 10 million observations, ms, against the bare query each"
                + " (takes some 10 minutes and 4 GB)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        var file = folder.resolve("bench.duckdb");
        var prices = Datasets.load(Optional.empty()).named("prices").orElseThrow();
        var batches = Math.max(1, (OBSERVATIONS - MANY) / PRODUCTS);
        say(progress, "making " + batches + " batches of " + PRODUCTS + " rows, and " + MANY + " of one product");
        try (var big = ManyPrices.begin(file, prices)) {
            for (var n = 1; n <= batches; n++) {
                ManyPrices.load(
                        big, n, batches * 60, "SELECT i, " + n * 60 + " AS t FROM range(" + PRODUCTS + ") AS r (i)");
                if (n % 10 == 0) {
                    say(progress, n + " of " + batches + " batches");
                }
            }
            ManyPrices.load(
                    big, batches + 1, MANY * 2, "SELECT 0 AS i, t * 2 + 1 AS t FROM range(" + MANY + ") AS r (t)");
            ManyPrices.run(big, "CHECKPOINT");
        }
        try (var small = DuckDb.open(file, ManyPrices.MEMORY);
                var dashboard = Dashboard.open(
                        "local",
                        new ReadOnly(Warehouse.duckDb("bench", small)),
                        prices,
                        List::of,
                        folder,
                        Clock.systemUTC())) {
            return measured(small, dashboard, batches, progress);
        }
    }

    private static List<Ratio> measured(DuckDb warehouse, Dashboard dashboard, int batches, PrintWriter progress)
            throws Exception {
        say(progress, "first reading");
        var first = ManyPrices.millis(dashboard::turn);
        var all = ManyPrices.millis(() -> ManyPrices.fetch(
                warehouse::getConnection,
                "SELECT source, sku, observed_at, price, currency, list_price, availability FROM prices"));
        say(progress, "a batch of " + NEW + " rows");
        ManyPrices.load(warehouse, batches + 2, -1, "SELECT i, 0 AS t FROM range(" + NEW + ") AS r (i)");
        var later = ManyPrices.millis(dashboard::turn);
        var batch = ManyPrices.millis(() -> ManyPrices.fetch(
                warehouse::getConnection,
                "SELECT source, sku, observed_at, price FROM prices WHERE batch = " + (batches + 2)));
        var ratios = new ArrayList<Ratio>();
        ratios.add(new Ratio("first reading", first, "ms", "fetching all rows unsorted", all, 10, false));
        ratios.add(new Ratio("new batch", later, "ms", "fetching its rows", batch, 100, false));
        var api = new DashboardApi(dashboard);
        var one = Map.<String, Object>of("source", "shop-0", "sku", SKU);
        var history =
                "SELECT observed_at, price, list_price, currency, availability FROM prices WHERE source = 'shop-0' AND sku = '"
                        + SKU + "'";
        ManyPrices.Source digest = dashboard::read;
        ratios.add(asked("history", () -> api.history(one), warehouse::getConnection, history, progress));
        ratios.add(asked(
                "observations",
                () -> api.observations(one),
                warehouse::getConnection,
                history + " ORDER BY observed_at DESC LIMIT 100",
                progress));
        ratios.add(
                asked("products", () -> api.products(Map.of()), digest, "SELECT * FROM products LIMIT 50", progress));
        ratios.add(asked(
                "search",
                () -> api.products(Map.of("search", "number 77", "sort", "price", "order", "desc")),
                digest,
                "SELECT * FROM products WHERE contains(search, '77') LIMIT 50",
                progress));
        ratios.add(asked(
                "product",
                () -> api.product(one),
                digest,
                "SELECT * FROM products WHERE sku = '" + SKU + "'",
                progress));
        ratios.add(asked(
                "overview",
                () -> api.overview(Map.of("window", "90d")),
                digest,
                "SELECT count(*) FROM moves WHERE kind = 'PRICE'",
                progress));
        ratios.add(asked(
                "position", () -> api.position(Map.of()), digest, "SELECT count(*) FROM price_position", progress));
        ratios.add(asked(
                "sources", api::sources, digest, "SELECT source, count(*) FROM products GROUP BY source", progress));
        ratios.add(asked("state", api::state, digest, "SELECT count(*) FROM products", progress));
        return ratios;
    }

    private interface Question {
        byte[] ask() throws Exception;
    }

    /** In turns, so that whatever else the machine does meanwhile meets both. */
    private static Ratio asked(String name, Question question, ManyPrices.Source bare, String sql, PrintWriter progress)
            throws Exception {
        var asked = new ArrayList<Double>();
        var floor = new ArrayList<Double>();
        var size = question.ask().length;
        for (var round = 0; round < ROUNDS; round++) {
            asked.add(ManyPrices.millis(question::ask));
            floor.add(ManyPrices.millis(() -> ManyPrices.fetch(bare, sql)));
        }
        say(progress, name + " is " + size + " bytes of JSON");
        return new Ratio(name, ManyPrices.median(asked), "ms", sql, ManyPrices.median(floor), 100, false);
    }

    private static void say(PrintWriter progress, String what) {
        progress.println("dashboard: " + what);
        progress.flush();
    }
}
