package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.millrace.dashboard.PricesWarehouse.Seen;
import io.millrace.dataset.Declared;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The digest says of random histories what plain SQL says of all rows, whatever way they came in. */
class DigestTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant START = NOW.minus(Duration.ofDays(95));

    /** A product as it is shown, out of all rows. */
    private static final String PRODUCTS = """
            WITH newest AS (
              SELECT * FROM seen QUALIFY row_number() OVER (PARTITION BY source, sku ORDER BY looked_at DESC) = 1
            ), priced AS (
              SELECT * FROM seen WHERE price IS NOT NULL
              QUALIFY row_number() OVER (PARTITION BY source, sku ORDER BY looked_at DESC) = 1
            ), shown AS (
              SELECT n.*, CASE WHEN n.price IS NULL AND n.currency IS NULL THEN p.currency ELSE n.currency END AS said
              FROM newest AS n LEFT JOIN priced AS p USING (source, sku)
            ), track AS (
              SELECT s.source, s.sku, t.looked_at, t.price, s.price AS now_price
              FROM shown AS s JOIN seen AS t ON t.source = s.source AND t.sku = s.sku
                AND t.currency IS NOT DISTINCT FROM s.said WHERE t.price IS NOT NULL
            ), sums AS (
              SELECT source, sku, min(price) AS lowest, max(price) AS highest,
                max(looked_at) FILTER (WHERE price <> now_price) AS previous_at
              FROM track GROUP BY source, sku
            ), times AS (
              SELECT source, sku, arg_max(t.price, t.looked_at) FILTER (WHERE t.price <> t.now_price) AS previous,
                min(t.looked_at) FILTER (WHERE s.previous_at IS NOT NULL AND t.looked_at > s.previous_at) AS changed_at,
                min(t.looked_at) FILTER (WHERE t.price = s.lowest) AS lowest_at,
                min(t.looked_at) FILTER (WHERE t.price = s.highest) AS highest_at
              FROM track AS t JOIN sums AS s USING (source, sku) GROUP BY source, sku
            ), before AS (
              SELECT t.source, t.sku, min(t.price) AS before_lowest
              FROM track AS t JOIN times AS x USING (source, sku) WHERE t.looked_at < x.lowest_at GROUP BY t.source, t.sku
            ), counts AS (
              SELECT source, sku, count(*) AS looks, min(looked_at) AS first FROM seen GROUP BY source, sku
            )
            SELECT s.source, s.sku, s.name, s.price, s.said, s.availability, s.looked_at, x.previous, m.previous_at, x.changed_at,
              round(100 * (CAST(s.price AS DOUBLE) - CAST(x.previous AS DOUBLE)) / nullif(CAST(x.previous AS DOUBLE), 0), 6)
                AS change,
              m.lowest, x.lowest_at, b.before_lowest, m.highest, x.highest_at, c.looks, c.first
            FROM shown AS s LEFT JOIN sums AS m USING (source, sku) LEFT JOIN times AS x USING (source, sku)
            LEFT JOIN before AS b USING (source, sku) JOIN counts AS c USING (source, sku) ORDER BY s.source, s.sku
            """;

    private static final String MOVES = """
            WITH prices AS (
              SELECT source, sku, looked_at, currency, price,
                lag(price) OVER track AS before, lag(looked_at) OVER track AS since
              FROM seen WHERE price IS NOT NULL WINDOW track AS (PARTITION BY source, sku, currency ORDER BY looked_at)
            ), stocks AS (
              SELECT source, sku, looked_at, availability = 'InStock' AS here FROM seen
              WHERE availability IN ('InStock', 'OutOfStock')
            ), returns AS (
              SELECT source, sku, looked_at, here, lag(here) OVER stock AS was,
                max(CASE WHEN here THEN looked_at END) OVER (stock ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_here
              FROM stocks WINDOW stock AS (PARTITION BY source, sku ORDER BY looked_at)
            )
            SELECT source, sku, 'PRICE' AS kind, looked_at, since, currency, before, price FROM prices
            WHERE before <> price AND looked_at >= ?
            UNION ALL
            SELECT r.source, r.sku, 'RETURN', r.looked_at, min(s.looked_at), NULL, NULL, NULL FROM returns AS r JOIN stocks AS s
              ON s.source = r.source AND s.sku = r.sku AND s.looked_at < r.looked_at AND (r.last_here IS NULL OR s.looked_at > r.last_here)
            WHERE r.here AND NOT r.was AND r.looked_at >= ? GROUP BY r.source, r.sku, r.looked_at
            ORDER BY 1, 2, 3, 4, 6
            """;

    @TempDir
    Path folder;

    private final Map<String, Seen> rows = new LinkedHashMap<>();
    private PricesWarehouse warehouse;
    private Digest digest;
    private DigestReader reader;
    private Connection oracle;

    PricesWarehouse warehouse(Path folder) throws Exception {
        return PricesWarehouse.duckDb(folder);
    }

    @BeforeEach
    void open() throws Exception {
        warehouse = warehouse(folder);
        digest = Digest.open(folder.resolve("spill"), Declared.prices());
        reader = new DigestReader(warehouse.readOnly(), digest, Clock.fixed(NOW, ZoneOffset.UTC));
        oracle = DriverManager.getConnection("jdbc:duckdb:");
        run("SET TimeZone = 'UTC'");
        run(
                "CREATE TABLE seen (source VARCHAR, sku VARCHAR, looked_at TIMESTAMPTZ, price DECIMAL(18,4), currency VARCHAR,"
                        + " availability VARCHAR, name VARCHAR)");
    }

    @AfterEach
    void close() throws Exception {
        oracle.close();
        digest.close();
        warehouse.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void randomHistoriesAreDigestedAsPlainSqlHasThem(long seed) throws Exception {
        var random = new Random(seed);
        var clock = START;
        var skipped = new ArrayList<Long>();
        for (var step = 0; step < 25; step++) {
            var batch = new LinkedHashMap<String, Seen>();
            var size = random.nextInt(25);
            for (var i = 0; i < size; i++) {
                clock = clock.plus(Duration.ofMinutes(random.nextInt(600)));
                var row = row(random, clock);
                batch.put(key(row), row);
            }
            var gone = new ArrayList<Seen>();
            if (random.nextInt(4) == 0 && !rows.isEmpty()) {
                // A replay has found something else at old times, and nothing any more at others.
                for (var i = 0; i < 3; i++) {
                    var old = any(random);
                    batch.put(key(old), row(random, old.source(), old.sku(), old.at()));
                }
                if (random.nextBoolean()) {
                    var old = any(random);
                    if (!batch.containsKey(key(old))) {
                        gone.add(old);
                    }
                }
            }
            if (random.nextInt(3) == 0) {
                // A look that comes late.
                var late = row(random, START.plus(Duration.ofSeconds(random.nextInt(8_000_000))));
                batch.put(key(late), late);
            }
            if (random.nextInt(4) == 0) {
                skipped.add(warehouse.next());
            }
            var isOld = !skipped.isEmpty() && random.nextInt(3) == 0;
            load(isOld ? skipped.remove(0) : warehouse.next(), List.copyOf(batch.values()), gone);
            if (random.nextInt(3) > 0) {
                reader.turn();
                assertDigested();
            }
        }
        reader.turn();
        assertDigested();
        digest.tidy(NOW);
        assertDigested();
    }

    private Seen any(Random random) {
        return List.copyOf(rows.values()).get(random.nextInt(rows.size()));
    }

    private static Seen row(Random random, Instant at) {
        return row(random, "shop-" + random.nextInt(2), "ü'" + random.nextInt(4), at);
    }

    private static Seen row(Random random, String source, String sku, Instant at) {
        var price = random.nextInt(5) == 0 ? null : Integer.toString(random.nextInt(4) * 5);
        var currency = new String[] {"EUR", "EUR", "EUR", "USD", null}[random.nextInt(5)];
        var availability = new String[] {"InStock", "InStock", "OutOfStock", "PreOrder", null}[random.nextInt(5)];
        return Seen.of(
                        source,
                        sku,
                        at,
                        price,
                        currency,
                        price == null && availability == null ? "SoldOut" : availability)
                .named("Name " + random.nextInt(100));
    }

    private static String key(Seen row) {
        return row.source() + '\n' + row.sku() + '\n' + row.at();
    }

    private void load(long batch, List<Seen> written, List<Seen> gone) throws SQLException {
        gone.forEach(row -> rows.remove(key(row)));
        written.forEach(row -> rows.put(key(row), row));
        warehouse.load(batch, written, gone);
    }

    private void assertDigested() throws SQLException {
        run("DELETE FROM seen");
        try (var insert = oracle.prepareStatement("INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (var row : rows.values()) {
                insert.setString(1, row.source());
                insert.setString(2, row.sku());
                insert.setObject(3, row.at().atOffset(ZoneOffset.UTC));
                insert.setBigDecimal(4, row.price() == null ? null : new BigDecimal(row.price()));
                insert.setString(5, row.currency());
                insert.setString(6, row.availability());
                insert.setString(7, row.name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (var shown = digest.read()) {
            assertSame(
                    lines(oracle, PRODUCTS, List.of()),
                    lines(
                            shown,
                            "SELECT source, sku, name, price, currency, availability, observed_at, previous_price,"
                                    + " previous_at, changed_at, round(change_percent, 6), lowest_price, lowest_at,"
                                    + " before_lowest, highest_price, highest_at, observations, first_seen FROM products"
                                    + " ORDER BY source, sku",
                            List.of()));
            var oldest = NOW.minus(Duration.ofDays(Digest.DAYS)).atOffset(ZoneOffset.UTC);
            // What is sold out for good is as gone as what is out of stock.
            run("UPDATE seen SET availability = 'OutOfStock' WHERE availability = 'SoldOut'");
            assertSame(
                    lines(oracle, MOVES, List.of(oldest, oldest)),
                    lines(
                            shown,
                            "SELECT p.source, p.sku, m.kind, m.moved_at, m.since, m.currency, m.before, m.price"
                                    + " FROM moves AS m JOIN products AS p USING (id) ORDER BY 1, 2, 3, 4, 6",
                            List.of()));
        }
    }

    /** With the lines that differ alone in its message. */
    private static void assertSame(List<String> expected, List<String> found) {
        var missing = new ArrayList<>(expected);
        missing.removeAll(found);
        var wrong = new ArrayList<>(found);
        wrong.removeAll(expected);
        assertEquals(String.join("\n", missing), String.join("\n", wrong));
        assertEquals(expected.size(), found.size());
    }

    private static List<String> lines(Connection connection, String sql, List<?> values) throws SQLException {
        return Rows.of(connection, sql, values, row -> {
            var line = new ArrayList<String>();
            for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                line.add(String.valueOf(row.getObject(i)));
            }
            return String.join(" ", line);
        });
    }

    private void run(String sql) throws SQLException {
        try (var statement = oracle.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aWarehouseWithoutTablesIsEmptyUntilSomethingIsLoaded() throws Exception {
        warehouse.run("DROP VIEW last_price");
        warehouse.run("ALTER TABLE prices RENAME TO kept");
        reader.turn();
        assertEquals(0, digest.products());
        warehouse.run("ALTER TABLE kept RENAME TO prices");
        load(warehouse.next(), List.of(Seen.of("shop", "1", NOW, "5", "EUR", "InStock")), List.of());
        reader.turn();
        assertDigested();
    }

    /** A loader that comes late takes from a compaction what it has not yet, under the numbers of the batches before. */
    @Test
    void rowsThatComeUnderTheNumbersOfOthersAreSeen() throws Exception {
        load(1, List.of(Seen.of("shop", "1", NOW, "5", "EUR", "InStock")), List.of());
        warehouse.load(2, List.of(), List.of());
        reader.turn();
        var late = Seen.of("shop", "2", NOW, "7", "EUR", "InStock");
        rows.put(key(late), late);
        warehouse.replace(3, 2, List.of(late), 1, 0);
        reader.turn();
        assertDigested();
    }

    @Test
    void whatAReplayUncoversIsSeen() throws Exception {
        load(1, List.of(Seen.of("shop", "1", NOW, "5", "EUR", "InStock")), List.of());
        load(2, List.of(Seen.of("shop", "1", NOW, "4", "EUR", "InStock")), List.of());
        reader.turn();
        var uncovered = Seen.of("shop", "1", NOW, "5", "EUR", "InStock");
        rows.put(key(uncovered), uncovered);
        warehouse.replace(3, 1, List.of(uncovered), 0, 0);
        reader.turn();
        assertDigested();
    }

    @Test
    void aCompactionOfWhatIsThereIsPassedOver() throws Exception {
        load(1, List.of(Seen.of("shop", "1", NOW, "5", "EUR", "InStock")), List.of());
        reader.turn();
        // What nobody may come to know without reading all anew.
        warehouse.run("UPDATE prices SET price = 6");
        warehouse.replace(2, 1, List.of(), 1, 1);
        reader.turn();
        assertDigested();
    }

    @Test
    void whatWasNotSeenForDaysWhileItsSourceWasIsNotInStock() throws Exception {
        var longAgo = NOW.minus(Duration.ofDays(5));
        load(
                1,
                List.of(
                        Seen.of("shop", "gone", longAgo, "5", "EUR", "InStock"),
                        Seen.of("shop", "here", NOW, "5", "EUR", "InStock"),
                        Seen.of("slow", "here", longAgo, "5", "EUR", "InStock")),
                List.of());
        reader.turn();
        var stocks = "SELECT source, sku, stock FROM products ORDER BY source, sku";
        try (var shown = digest.read()) {
            assertEquals(List.of("shop gone null", "shop here IN", "slow here IN"), lines(shown, stocks, List.of()));
        }
        load(2, List.of(Seen.of("shop", "gone", NOW, "5", "EUR", "InStock")), List.of());
        reader.turn();
        try (var shown = digest.read()) {
            assertEquals("shop gone IN", lines(shown, stocks, List.of()).get(0));
        }
    }

    /** Of prices 100, 80, 120 and 75 the lowest before the last is 80. */
    @Test
    void theLowestBeforeIsNotThePriceBefore() throws Exception {
        var at = NOW.minus(Duration.ofHours(4));
        for (var price : List.of("100", "80", "120", "75")) {
            at = at.plus(Duration.ofHours(1));
            load(warehouse.next(), List.of(Seen.of("shop", "1", at, price, "EUR", "InStock")), List.of());
        }
        reader.turn();
        try (var shown = digest.read()) {
            assertEquals(
                    List.of("75.0000 80.0000"),
                    lines(shown, "SELECT lowest_price, before_lowest FROM products", List.of()));
        }
    }

    @Test
    void nothingNewLeavesTheVersionAlone() throws Exception {
        load(warehouse.next(), List.of(Seen.of("shop", "1", NOW, "5", "EUR", "InStock")), List.of());
        reader.turn();
        var version = digest.version();
        reader.turn();
        assertEquals(version, digest.version());
        load(warehouse.next(), List.of(Seen.of("shop", "1", NOW.plusSeconds(1), "5", "EUR", "InStock")), List.of());
        reader.turn();
        assertNotEquals(version, digest.version());
    }

    @Test
    void aTableThatWasForgottenIsReadAnew() throws Exception {
        load(warehouse.next(), List.of(Seen.of("shop", "1", NOW, "5", "EUR", "InStock")), List.of());
        load(warehouse.next(), List.of(Seen.of("shop", "2", NOW, "5", "EUR", "InStock")), List.of());
        reader.turn();
        warehouse.run("DELETE FROM millrace_loads");
        warehouse.run("DELETE FROM prices");
        rows.clear();
        load(1, List.of(Seen.of("shop", "3", NOW, "5", "EUR", "InStock")), List.of());
        reader.turn();
        assertDigested();
    }
}
