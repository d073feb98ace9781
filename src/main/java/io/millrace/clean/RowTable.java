package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.PriceLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The accepted rows of one dataset in one batch, in a DuckDB table: taken in, deduplicated, written as Parquet. */
final class RowTable implements AutoCloseable {
    /** A file written for one day. */
    record DayFile(String dt, Path file, long rows) {}

    private final Connection connection;
    private final Dataset dataset;
    private final long batch;
    private final String rows;
    private final String kept;
    private final DuckDBAppender appender;

    RowTable(Connection connection, Dataset dataset, long batch) throws SQLException {
        this.connection = connection;
        this.dataset = dataset;
        this.batch = batch;
        this.rows = "rows_" + dataset.name();
        this.kept = "kept_" + dataset.name();
        var columns = dataset.columns().stream()
                .map(column -> quoted(column.name()) + " " + DuckDbTypes.of(column))
                .collect(Collectors.joining(", "));
        execute("CREATE TABLE " + rows + " (" + columns + ", batch BIGINT, shard VARCHAR, seq VARCHAR, _day DATE,"
                + " _observed TIMESTAMPTZ)");
        appender = connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, rows);
    }

    /** What the files hold, in order. */
    List<String> columns() {
        return FileColumns.of(dataset);
    }

    void add(Row row) throws SQLException {
        appender.beginRow();
        for (var value : row.values()) {
            append(value);
        }
        appender.append(batch);
        appender.append(row.shard());
        appender.append(row.seq());
        appender.append(LocalDate.ofInstant(row.observedAt(), ZoneOffset.UTC));
        appender.append(row.observedAt().atOffset(ZoneOffset.UTC));
        appender.endRow();
    }

    /**
     * Keeps the newest row of each key: by version column, then shard, then sequence number.
     *
     * @return how many rows were dropped
     */
    long deduplicate() throws SQLException {
        appender.close();
        var key = dataset.key().stream().map(RowTable::quoted).collect(Collectors.joining(", "));
        execute("CREATE TABLE " + kept + " AS SELECT * FROM " + rows + " QUALIFY row_number() OVER (PARTITION BY " + key
                + " ORDER BY " + quoted(dataset.versionColumn())
                + " DESC NULLS LAST, shard DESC, length(seq) DESC, seq DESC) = 1");
        return count(rows) - count(kept);
    }

    /** Writes a file a day, sorted by key. */
    List<DayFile> write(Path folder) throws SQLException {
        var files = new ArrayList<DayFile>();
        for (var day : days()) {
            var file = folder.resolve(dataset.name() + "-" + day + ".parquet");
            var columns = columns().stream().map(RowTable::quoted).collect(Collectors.joining(", "));
            var key = dataset.key().stream().map(RowTable::quoted).collect(Collectors.joining(", "));
            try (var statement = connection.createStatement()) {
                var rowCount = statement.executeUpdate("COPY (SELECT " + columns + " FROM " + kept
                        + " WHERE _day = DATE '"
                        + day + "' ORDER BY " + key + ") TO '" + file.toString().replace("'", "''")
                        + "' " + ParquetFiles.FORMAT);
                files.add(new DayFile(day, file, rowCount));
            }
        }
        return files;
    }

    /** The levels of the prices among the rows that are kept. */
    List<PriceLevel> levels() throws SQLException {
        var levels = new ArrayList<PriceLevel>();
        var columns = PriceColumns.of(dataset);
        if (columns.isEmpty()) {
            return levels;
        }
        var amount = quoted(columns.get().price().name());
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT "
                        + quoted(columns.get().source().name()) + ", "
                        + quoted(columns.get().currency().name()) + ", count(*), max(_observed), quantile_disc("
                        + amount
                        + ", 0.5) FROM " + kept + " WHERE " + amount + " IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2")) {
            while (result.next()) {
                levels.add(new PriceLevel(
                        result.getString(1),
                        result.getString(2),
                        result.getLong(3),
                        result.getObject(4, OffsetDateTime.class).toInstant(),
                        result.getBigDecimal(5)));
            }
        }
        return levels;
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }

    private List<String> days() throws SQLException {
        var days = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT DISTINCT _day FROM " + kept + " ORDER BY 1")) {
            while (result.next()) {
                days.add(result.getObject(1, LocalDate.class).toString());
            }
        }
        return days;
    }

    private long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void append(Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else if (value instanceof String text) {
            appender.append(text);
        } else if (value instanceof BigDecimal number) {
            appender.append(number);
        } else if (value instanceof Instant time) {
            appender.append(time.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDate date) {
            appender.append(date);
        } else if (value instanceof Double number) {
            appender.append(number.doubleValue());
        } else if (value instanceof Long number) {
            appender.append(number.longValue());
        } else if (value instanceof Integer number) {
            appender.append(number.intValue());
        } else if (value instanceof Boolean bool) {
            appender.append(bool.booleanValue());
        } else {
            throw new IllegalStateException("a row of " + dataset.name() + " holds a " + value.getClass());
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }
}
