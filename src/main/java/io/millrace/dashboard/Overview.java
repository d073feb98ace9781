package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What has moved since a time; each list holds the strongest, at most {@value #MOST}.
 *
 * @param window as it was asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
record Overview(
        String window,
        Instant since,
        Totals totals,
        List<Move> drops,
        List<Move> rises,
        List<Return> backInStock,
        List<Low> lowestEver) {
    static final int MOST = 12;

    private static final String COUNTS = """
            SELECT count(*) AS products, count(DISTINCT source) AS sources, count(*) FILTER (WHERE stock = 'IN') AS in_stock,
              count(*) FILTER (WHERE stock = 'OUT') AS sold_out
            FROM products WHERE %s
            """;

    /** Prices at a window's beginning, which is to be bound: those that the first change since then moved away from. */
    static final String BEGINNINGS = """
            SELECT id, currency, arg_min(before, moved_at) AS from_price FROM moves
            WHERE kind = 'PRICE' AND moved_at >= ? GROUP BY id, currency""";

    // Counts beside the rows of a
    // window
    // function are slow in DuckDB: ten seconds for 100,000 products.
    private static final String MOVES = """
            WITH moved AS MATERIALIZED (
              SELECT p.source, p.sku, p.name, p.currency, f.from_price, p.price, p.changed_at,
                100 * (CAST(p.price AS DOUBLE) - f.from_price) / f.from_price AS change_percent
              FROM products AS p JOIN (%s) AS f ON f.id = p.id AND f.currency IS NOT DISTINCT FROM p.currency
              WHERE p.price IS NOT NULL AND f.from_price > 0 AND p.price <> f.from_price AND %s
            ), strongest AS (
              (FROM moved ORDER BY change_percent, source, sku LIMIT 12)
              UNION
              (FROM moved ORDER BY change_percent DESC, source, sku LIMIT 12)
            )
            SELECT *, (SELECT count(*) FROM moved WHERE change_percent < 0) AS drops,
              (SELECT count(*) FROM moved WHERE change_percent > 0) AS rises
            FROM strongest ORDER BY change_percent, source, sku
            """;

    private static final String RETURNS = """
            SELECT p.source, p.sku, p.name, p.price, p.currency, p.availability, m.returned_at, m.gone_since,
              count(*) OVER () AS found
            FROM products AS p JOIN (
              SELECT id, max(moved_at) AS returned_at, max(since) AS gone_since FROM moves
              WHERE kind = 'RETURN' AND moved_at >= ? GROUP BY id
            ) AS m ON m.id = p.id
            WHERE p.stock = 'IN' AND %s
            ORDER BY m.returned_at DESC, p.source, p.sku LIMIT 12
            """;

    private static final String LOWS = """
            SELECT source, sku, name, currency, lowest_price, before_lowest, lowest_at, count(*) OVER () AS found
            FROM products AS p
            WHERE before_lowest IS NOT NULL AND lowest_at >= ? AND price = lowest_price AND stock IS DISTINCT FROM 'OUT' AND %s
            ORDER BY CASE WHEN before_lowest > 0 THEN lowest_price / before_lowest ELSE 1 END, source, sku LIMIT 12
            """;

    /** How far back. */
    enum Window {
        _24H(Duration.ofHours(24)),
        _7D(Duration.ofDays(7)),
        _30D(Duration.ofDays(30)),
        _90D(Duration.ofDays(Digest.DAYS));

        private final Duration length;

        Window(Duration length) {
            this.length = length;
        }

        Duration length() {
            return length;
        }

        private String word() {
            return name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** How many there are, not only those in the lists. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Totals(
            long products,
            long sources,
            long inStock,
            long soldOut,
            long drops,
            long rises,
            long backInStock,
            long lowestEver) {}

    /**
     * A price that is another than at the window's beginning.
     *
     * @param fromPrice what it was then, or at the first look since
     * @param changedAt when it changed last
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Move(
            String source,
            String sku,
            String name,
            String currency,
            BigDecimal fromPrice,
            BigDecimal price,
            double changePercent,
            Instant changedAt) {
        static Move of(ResultSet row) throws SQLException {
            return new Move(
                    row.getString("source"),
                    row.getString("sku"),
                    row.getString("name"),
                    row.getString("currency"),
                    Rows.amount(row, "from_price"),
                    Rows.amount(row, "price"),
                    row.getDouble("change_percent"),
                    Rows.time(row, "changed_at"));
        }
    }

    /** What can be bought again; {@code goneSince} is the first look that showed it sold out. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Return(
            String source,
            String sku,
            String name,
            BigDecimal price,
            String currency,
            String availability,
            Instant returnedAt,
            Instant goneSince) {
        static Return of(ResultSet row) throws SQLException {
            return new Return(
                    row.getString("source"),
                    row.getString("sku"),
                    row.getString("name"),
                    Rows.amount(row, "price"),
                    row.getString("currency"),
                    row.getString("availability"),
                    Rows.time(row, "returned_at"),
                    Rows.time(row, "gone_since"));
        }
    }

    /** A price below all before it, which were at least {@code beforePrice}, reached within the window and still there. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Low(
            String source,
            String sku,
            String name,
            String currency,
            BigDecimal price,
            BigDecimal beforePrice,
            Instant lowestAt) {
        static Low of(ResultSet row) throws SQLException {
            return new Low(
                    row.getString("source"),
                    row.getString("sku"),
                    row.getString("name"),
                    row.getString("currency"),
                    Rows.amount(row, "lowest_price"),
                    Rows.amount(row, "before_lowest"),
                    Rows.time(row, "lowest_at"));
        }
    }

    /** A row beside how many there are of its kind. */
    private record Counted<T>(T row, long found, long others) {
        static long found(List<? extends Counted<?>> rows) {
            return rows.isEmpty() ? 0 : rows.get(0).found();
        }

        static <T> List<T> rows(List<Counted<T>> counted) {
            return counted.stream().map(Counted::row).toList();
        }
    }

    /** @param connection to the digest */
    static Overview of(Connection connection, Parameters asked, Instant now) throws SQLException {
        var window = asked.one("window", Window.class, Window._24H);
        var since = now.minus(window.length);
        var from = since.atOffset(ZoneOffset.UTC);
        var source = asked.text("source");
        var where = source.isEmpty() ? "true" : "source = ?";
        var ofSource = source.isEmpty() ? List.of() : List.of(source);
        var moves = Rows.of(
                connection,
                MOVES.formatted(BEGINNINGS, where.replace("source", "p.source")),
                and(from, ofSource),
                row -> new Counted<>(Move.of(row), row.getLong("drops"), row.getLong("rises")));
        var returns = Rows.of(
                connection,
                RETURNS.formatted(where.replace("source", "p.source")),
                and(from, ofSource),
                row -> new Counted<>(Return.of(row), row.getLong("found"), 0));
        var lows = Rows.of(
                connection,
                LOWS.formatted(where),
                and(from, ofSource),
                row -> new Counted<>(Low.of(row), row.getLong("found"), 0));
        var totals = Rows.of(
                        connection,
                        COUNTS.formatted(where),
                        ofSource,
                        row -> new Totals(
                                row.getLong("products"),
                                row.getLong("sources"),
                                row.getLong("in_stock"),
                                row.getLong("sold_out"),
                                Counted.found(moves),
                                moves.isEmpty() ? 0 : moves.get(0).others(),
                                Counted.found(returns),
                                Counted.found(lows)))
                .get(0);
        var moved = Counted.rows(moves);
        var falling = moved.stream()
                .filter(move -> move.changePercent() < 0)
                .limit(MOST)
                .toList();
        var rising = new ArrayList<>(
                moved.stream().filter(move -> move.changePercent() > 0).toList());
        rising.sort((a, b) -> Double.compare(b.changePercent(), a.changePercent()));
        return new Overview(
                window.word(),
                since,
                totals,
                falling,
                rising.stream().limit(MOST).toList(),
                Counted.rows(returns),
                Counted.rows(lows));
    }

    private static List<Object> and(OffsetDateTime from, List<?> values) {
        var all = new ArrayList<Object>(List.of(from));
        all.addAll(values);
        return all;
    }
}
