package io.millrace.dashboard;

import io.millrace.dataset.Dataset;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What the page shows of prices, as tables of its own in memory: a row for each product ({@code products}) and one for each
 * change of the last {@value #DAYS} days ({@code moves}). One thread writes; any may read meanwhile.
 */
final class Digest implements AutoCloseable {
    /** For how long changes are kept. */
    static final int DAYS = 90;

    private static final String MEMORY = "128MB";

    /** Rows that were written over before the tables are written anew: their room is not given back otherwise. */
    private static final long MOST_DEAD = 50_000;

    private static final String KNOWN = """
            SELECT t.source, t.sku, p.id, p.state,
              coalesce(CASE WHEN n.known_at >= coalesce(p.details_at, n.known_at) THEN n.known_at END, p.details_at, 0) AS known_at,
              %s
            FROM touched AS t
            LEFT JOIN products%s AS p ON p.source = t.source AND p.sku = t.sku
            LEFT JOIN news AS n ON n.source = t.source AND n.sku = t.sku
            """;

    private static final String UNSEEN = """
            UPDATE products SET stock = NULL FROM (
              SELECT source AS seen_source, max(observed_at) - INTERVAL 3 DAY AS since FROM products GROUP BY source
            ) WHERE source = seen_source AND observed_at < since AND stock IS NOT NULL
            """;

    private static final List<String> DETAILS =
            List.of("url", "name", "brand", "gtin", "seller", "labels", "method", "confidence");

    private final DuckDb database;
    private final DuckDBConnection writer;
    private final String born = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicLong version = new AtomicLong();
    private int ids;
    private long dead;

    private Digest(DuckDb database) throws SQLException {
        this.database = database;
        this.writer = database.getConnection().unwrap(DuckDBConnection.class);
    }

    /**
     * An empty one.
     *
     * @param spill folder of what does not fit into its memory
     * @param prices the dataset, for the views over it
     */
    static Digest open(Path spill, Dataset prices) throws SQLException, IOException {
        var digest = new Digest(DuckDb.scratch(Files.createDirectories(spill), MEMORY));
        digest.run(DigestTables.SHOWN.formatted(""));
        digest.run(DigestTables.SCRATCH);
        digest.run(DigestTables.pricesView(prices));
        for (var mart : Warehouse.duckDb("digest", null).marts(prices)) {
            // Those that ask for newest rows alone; here there are no others.
            if (mart.contains("VIEW last_price") || mart.contains("VIEW price_position")) {
                digest.run(mart);
            }
        }
        return digest;
    }

    /** Changes with whatever the tables show. */
    String version() {
        return born + "-" + version.get();
    }

    /** A connection that can only read, and sees one moment. */
    Connection read() throws SQLException {
        var connection = database.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN TRANSACTION READ ONLY");
        }
        return connection;
    }

    /** A connection that may write files. */
    Connection scratch() throws SQLException {
        return database.getConnection();
    }

    /**
     * What is known of a product before it is written anew.
     *
     * @param id null of one that is new
     * @param fold null of one that is new
     */
    record Known(Integer id, Fold fold, Details details) {
        ProductKey key() {
            return details.key();
        }
    }

    /** Tables that are filled, and perhaps not shown yet. */
    enum Tables {
        SHOWN(""),
        NEXT("_next");

        private final String suffix;

        Tables(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Makes these tables, empty. */
    void begin(Tables tables) throws SQLException {
        run(DigestTables.SHOWN.formatted(tables.suffix));
    }

    /** How many are shown. */
    long products() throws SQLException {
        return Rows.of(writer, "SELECT count(*) AS found FROM products", List.of(), row -> row.getLong("found"))
                .get(0);
    }

    /** Shows these in the place of the others. */
    void show() throws SQLException {
        run("BEGIN");
        run("DROP TABLE products; ALTER TABLE products_next RENAME TO products");
        run("DROP TABLE moves; ALTER TABLE moves_next RENAME TO moves");
        run("COMMIT");
        dead = 0;
        version.incrementAndGet();
    }

    /** Keeps details until {@link #known} asks for them; those before are forgotten. */
    Appended<Details> news() throws SQLException {
        run("TRUNCATE news");
        return new Appended<>("news", (row, one) -> {
            row.append(one.key().source()).append(one.key().sku()).append(one.at());
            row.append(one.url()).append(one.name()).append(one.brand()).append(one.gtin());
            row.append(one.seller()).append(one.labels()).append(one.method()).append(one.confidence());
        });
    }

    /** What is known of these products; of the details the newest. */
    Map<ProductKey, Known> known(Tables tables, Collection<ProductKey> products) throws SQLException {
        run("TRUNCATE touched");
        try (var touched = new Appended<ProductKey>(
                "touched", (row, key) -> row.append(key.source()).append(key.sku()))) {
            for (var product : products) {
                touched.take(product);
            }
        }
        var columns = DETAILS.stream()
                .map(name -> "CASE WHEN n.known_at >= coalesce(p.details_at, n.known_at) THEN n." + name + " ELSE p."
                        + name + " END AS " + name)
                .collect(Collectors.joining(", "));
        var known = new HashMap<ProductKey, Known>();
        Rows.each(writer, Rows.PATIENCE, 0, KNOWN.formatted(columns, tables.suffix), List.of(), row -> {
            var key = new ProductKey(row.getString("source"), row.getString("sku"));
            var id = row.getInt("id");
            var isThere = !row.wasNull();
            var state = row.getString("state");
            var details = new Details(
                    key,
                    row.getLong("known_at"),
                    row.getString("url"),
                    row.getString("name"),
                    row.getString("brand"),
                    row.getString("gtin"),
                    row.getString("seller"),
                    row.getString("labels"),
                    row.getString("method"),
                    Rows.number(row, "confidence"));
            known.put(key, new Known(isThere ? id : null, state == null ? null : Fold.read(state), details));
        });
        return known;
    }

    /**
     * A product as it is to be shown.
     *
     * @param known what was known before
     * @param moves since then, or all where {@code isAnew}
     * @param isAnew whether the moves that are there are not to stay
     */
    record Written(Known known, Fold fold, List<Move> moves, boolean isAnew) {}

    /** Writes these products, all or none. */
    void write(Tables tables, List<Written> products, Instant now) throws SQLException {
        var oldest = Rows.micros(now.minus(Duration.ofDays(DAYS)));
        var ids = new HashMap<ProductKey, Integer>();
        var old = new ArrayList<Integer>();
        var anew = new ArrayList<Integer>();
        for (var product : products) {
            var id = product.known().id();
            ids.put(product.known().key(), id == null ? ++this.ids : id);
            if (id != null) {
                old.add(id);
            }
            if (id != null && product.isAnew()) {
                anew.add(id);
            }
        }
        dead += old.size();
        run("BEGIN");
        try {
            delete("products" + tables.suffix, old);
            delete("moves" + tables.suffix, anew);
            try (var rows = new Appended<Written>(
                            "products" + tables.suffix,
                            (row, one) ->
                                    DigestTables.append(row, ids.get(one.known().key()), one));
                    var moves = new Appended<Map.Entry<Integer, Move>>("moves" + tables.suffix, DigestTables::append)) {
                for (var product : products) {
                    rows.take(product);
                    for (var move : product.moves()) {
                        if (move.at() >= oldest) {
                            moves.take(Map.entry(ids.get(product.known().key()), move));
                        }
                    }
                }
            }
            run("COMMIT");
        } catch (SQLException e) {
            run("ROLLBACK");
            throw e;
        }
        if (tables == Tables.SHOWN) {
            version.incrementAndGet();
        }
    }

    private void delete(String table, List<Integer> ids) throws SQLException {
        if (!ids.isEmpty()) {
            run("DELETE FROM " + table + " WHERE id IN "
                    + ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
        }
    }

    /**
     * Lets go of moves that are too old, and of the room of rows that were written over. Of products that were not seen for so
     * long while others of their source were, nobody knows any more whether they can be bought.
     */
    void tidy(Instant now) throws SQLException {
        run(UNSEEN);
        var oldest = now.minus(Duration.ofDays(DAYS));
        run("DELETE FROM moves WHERE moved_at < TIMESTAMPTZ '" + oldest + "'");
        if (dead > MOST_DEAD) {
            begin(Tables.NEXT);
            run("INSERT INTO products_next SELECT * FROM products; INSERT INTO moves_next SELECT * FROM moves");
            show();
        }
    }

    /** Lets the page look again, as time alone has changed something. */
    void changed() {
        version.incrementAndGet();
    }

    private void run(String sql) throws SQLException {
        try (var statement = writer.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        writer.close();
        database.close();
    }

    /** Writes one row. */
    interface RowWriter<T> {
        void write(DuckDBAppender row, T one) throws SQLException;
    }

    /** Rows at the end of a table, in the writer's transaction. */
    final class Appended<T> implements AutoCloseable {
        private final DuckDBAppender rows;
        private final RowWriter<T> how;

        private Appended(String table, RowWriter<T> how) throws SQLException {
            this.rows = writer.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table);
            this.how = how;
        }

        void take(T one) throws SQLException {
            rows.beginRow();
            how.write(rows, one);
            rows.endRow();
        }

        @Override
        public void close() throws SQLException {
            rows.close();
        }
    }
}
