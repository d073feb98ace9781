package io.millrace.local.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer's rows as Snowflake writes them into JSON.
 *
 * @param type number by which a driver knows what kind of statement it was
 */
record Rowset(long type, List<Column> columns, List<List<String>> rows) {
    static final long SELECT = 4096;
    static final long MERGE = 13312;
    static final long COPY = 13824;
    static final long SESSION = 16640;
    static final long TRANSACTION = 20480;
    static final long DEFINITION = 24576;

    /** @param type in Snowflake's word */
    record Column(String name, String type, int precision, int scale) {
        static Column text(String name) {
            return new Column(name, "text", 0, 0);
        }

        static Column number(String name) {
            return new Column(name, "fixed", 38, 0);
        }
    }

    /** What a statement without rows says. */
    static Rowset said(long type, String status) {
        return new Rowset(type, List.of(Column.text("status")), List.of(List.of(status)));
    }

    static Rowset counted(long type, List<String> names, List<Long> counts) {
        return new Rowset(
                type,
                names.stream().map(Column::number).toList(),
                List.of(counts.stream().map(String::valueOf).toList()));
    }

    static Rowset of(ResultSet result) throws SQLException {
        var about = result.getMetaData();
        var columns = new ArrayList<Column>();
        for (var i = 1; i <= about.getColumnCount(); i++) {
            columns.add(column(
                    Names.shown(about.getColumnLabel(i)),
                    about.getColumnTypeName(i),
                    about.getColumnType(i),
                    about.getPrecision(i),
                    about.getScale(i)));
        }
        var rows = new ArrayList<List<String>>();
        while (result.next()) {
            var row = new ArrayList<String>();
            for (var i = 1; i <= columns.size(); i++) {
                row.add(value(result, i, columns.get(i - 1)));
            }
            rows.add(row);
        }
        return new Rowset(SELECT, columns, rows);
    }

    private static Column column(String name, String word, int type, int precision, int scale) throws SQLException {
        if (word.equals("JSON")) {
            return new Column(name, "variant", 0, 0);
        }
        if (word.startsWith("DECIMAL")) {
            return new Column(name, "fixed", precision, scale);
        }
        return switch (word) {
            case "HUGEINT", "BIGINT", "INTEGER" -> Column.number(name);
            case "DOUBLE" -> new Column(name, "real", 0, 0);
            case "BOOLEAN" -> new Column(name, "boolean", 0, 0);
            case "DATE" -> new Column(name, "date", 0, 0);
            case "TIMESTAMP WITH TIME ZONE" -> new Column(name, "timestamp_tz", 0, 6);
            case "TIMESTAMP" -> new Column(name, "timestamp_ntz", 0, 6);
            case "VARCHAR" -> Column.text(name);
            default -> {
                if (type == Types.NULL || word.equals("\"NULL\"") || word.equals("NULL")) {
                    yield Column.text(name);
                }
                throw new SQLException("the stand-in does not know the type " + word + " of " + name);
            }
        };
    }

    private static String value(ResultSet result, int i, Column column) throws SQLException {
        if (result.getObject(i) == null) {
            return null;
        }
        return switch (column.type()) {
            case "fixed" -> new BigDecimal(result.getString(i)).toPlainString();
            case "boolean" -> result.getBoolean(i) ? "1" : "0";
            case "date" -> Long.toString(result.getObject(i, LocalDate.class).toEpochDay());
            case "timestamp_tz" ->
                seconds(result.getObject(i, OffsetDateTime.class).toInstant()) + " 1440";
            case "timestamp_ntz" ->
                seconds(result.getObject(i, LocalDateTime.class).toInstant(ZoneOffset.UTC));
            default -> result.getString(i);
        };
    }

    private static String seconds(Instant time) {
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    /** Puts it into an answer's data. */
    void write(ObjectNode data) {
        var types = data.putArray("rowtype");
        for (var column : columns) {
            var type = types.addObject();
            type.put("name", column.name())
                    .put("database", "")
                    .put("schema", "")
                    .put("table", "");
            type.put("nullable", true).put("type", column.type()).putNull("collation");
            type.put("byteLength", 16_777_216).put("length", 16_777_216);
            type.put("precision", column.precision()).put("scale", column.scale());
        }
        var values = data.putArray("rowset");
        for (var row : rows) {
            var array = values.addArray();
            row.forEach(array::add);
        }
        data.put("total", rows.size()).put("returned", rows.size());
        data.put("statementTypeId", type).put("queryResultFormat", "json");
    }
}
