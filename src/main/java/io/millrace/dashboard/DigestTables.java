package io.millrace.dashboard;

import io.millrace.dashboard.Digest.Written;
import io.millrace.dataset.Dataset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/** The tables of the digest, and how their rows are written, column by column. */
final class DigestTables {
    private static final int SCALE = 4;

    /** Columns of a product that come of its prices; null where there is none. */
    private static final int OF_PRICES = 9;

    /** {@code %s} is a suffix of both names. */
    static final String SHOWN = """
            CREATE OR REPLACE TABLE products%1$s (id INTEGER, source VARCHAR, sku VARCHAR, url VARCHAR, name VARCHAR, brand VARCHAR,
              gtin VARCHAR, our_sku VARCHAR, seller VARCHAR, labels VARCHAR, method VARCHAR, confidence DOUBLE,
              search VARCHAR, price DECIMAL(18,4), currency VARCHAR, list_price DECIMAL(18,4), availability VARCHAR,
              stock VARCHAR, observed_at TIMESTAMPTZ, previous_price DECIMAL(18,4), previous_at TIMESTAMPTZ,
              changed_at TIMESTAMPTZ, change_percent DOUBLE, lowest_price DECIMAL(18,4), lowest_at TIMESTAMPTZ,
              before_lowest DECIMAL(18,4), highest_price DECIMAL(18,4), highest_at TIMESTAMPTZ, observations BIGINT,
              first_seen TIMESTAMPTZ, details_at BIGINT, state VARCHAR);
            CREATE OR REPLACE TABLE moves%1$s (id INTEGER, kind VARCHAR, moved_at TIMESTAMPTZ, since TIMESTAMPTZ, currency VARCHAR,
              before DECIMAL(18,4), price DECIMAL(18,4));
            """;

    /** What is new, on its way into the others. */
    static final String SCRATCH = """
            CREATE OR REPLACE TABLE touched (source VARCHAR, sku VARCHAR);
            CREATE OR REPLACE TABLE news (source VARCHAR, sku VARCHAR, known_at BIGINT, url VARCHAR, name VARCHAR, brand VARCHAR,
              gtin VARCHAR, seller VARCHAR, labels VARCHAR, method VARCHAR, confidence DOUBLE);
            """;

    private DigestTables() {}

    /** The newest rows in the form of the warehouse's table. */
    static String pricesView(Dataset prices) {
        var there = List.of(
                "source",
                "sku",
                "url",
                "name",
                "brand",
                "gtin",
                "seller",
                "price",
                "currency",
                "list_price",
                "availability",
                "observed_at",
                "method",
                "confidence",
                "labels");
        return prices.columns().stream()
                .map(column -> there.contains(column.name()) ? column.name() : "NULL AS " + '"' + column.name() + '"')
                .collect(Collectors.joining(", ", "CREATE VIEW prices AS SELECT ", ", 0 AS batch FROM products"));
    }

    static void append(DuckDBAppender row, int id, Written product) throws SQLException {
        var details = product.known().details();
        var fold = product.fold();
        var track = fold.current();
        row.append(id)
                .append(product.known().key().source())
                .append(product.known().key().sku());
        row.append(details.url()).append(details.name()).append(details.brand()).append(details.gtin());
        row.append(details.ourSku()).append(details.seller()).append(details.labels());
        row.append(details.method()).append(details.confidence()).append(details.searched());
        row.append(scaled(fold.price())).append(fold.currency()).append(scaled(fold.listPrice()));
        row.append(fold.availability());
        row.append(
                fold.availability() == null
                        ? null
                        : Stock.of(fold.availability()).name());
        row.append(time(fold.newestAt()));
        if (track == null) {
            for (var column = 0; column < OF_PRICES; column++) {
                row.appendNull();
            }
        } else {
            append(row, track, fold.price());
        }
        row.append(fold.looks()).append(time(fold.first())).append(details.at()).append(fold.written());
    }

    private static void append(DuckDBAppender row, PriceTrack track, BigDecimal price) throws SQLException {
        var previous = price == null ? null : track.previous();
        row.append(scaled(previous)).append(previous == null ? null : time(track.previousAt()));
        row.append(previous == null ? null : time(track.since()));
        row.append(previous == null || previous.signum() == 0 ? null : percent(previous, price));
        row.append(scaled(track.lowest())).append(time(track.lowestAt())).append(scaled(track.beforeLowest()));
        row.append(scaled(track.highest())).append(time(track.highestAt()));
    }

    static void append(DuckDBAppender row, Map.Entry<Integer, Move> of) throws SQLException {
        var move = of.getValue();
        row.append(of.getKey().intValue()).append(move.kind().name());
        row.append(time(move.at())).append(time(move.since())).append(move.currency());
        row.append(scaled(move.before())).append(scaled(move.price()));
    }

    /** From one price to another, in percent. */
    static double percent(BigDecimal from, BigDecimal to) {
        return 100 * (to.doubleValue() - from.doubleValue()) / from.doubleValue();
    }

    private static BigDecimal scaled(BigDecimal amount) {
        return amount == null ? null : amount.setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    private static OffsetDateTime time(long micros) {
        return Rows.time(micros).atOffset(ZoneOffset.UTC);
    }
}
