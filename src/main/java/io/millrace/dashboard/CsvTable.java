package io.millrace.dashboard;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A result as CSV (RFC 4180) with a line of names: times as RFC 3339 in UTC, numbers as they are, null empty, an empty text as
 * {@code ""}.
 *
 * @param columns names and DuckDB's types, as its {@code read_csv} takes them
 * @param isTruncated whether the result had more rows
 */
record CsvTable(String columns, boolean isTruncated) {
    private static final String LINE_END = "\r\n";
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");
    private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]|^\\s|\\s$|^$");

    private record Column(int at, String name, String type) {
        static Column of(ResultSetMetaData about, int at) throws SQLException {
            return new Column(at, about.getColumnLabel(at), type(about, at));
        }

        private static String type(ResultSetMetaData about, int at) throws SQLException {
            return switch (about.getColumnType(at)) {
                case Types.DECIMAL, Types.NUMERIC ->
                    "DECIMAL(" + about.getPrecision(at) + "," + about.getScale(at) + ")";
                case Types.DOUBLE, Types.FLOAT, Types.REAL -> "DOUBLE";
                case Types.BIGINT, Types.INTEGER -> "BIGINT";
                case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> "TIMESTAMPTZ";
                default -> "VARCHAR";
            };
        }

        String text(ResultSet row, boolean forSpreadsheet) throws SQLException {
            switch (type) {
                case "TIMESTAMPTZ" -> {
                    var time = Rows.time(row, name);
                    return time == null ? "" : time.toString();
                }
                case "DOUBLE" -> {
                    var number = Rows.number(row, name);
                    return number == null ? "" : number.toString();
                }
                case "VARCHAR" -> {
                    var text = row.getString(at);
                    return text == null
                            ? ""
                            : quoted(forSpreadsheet && FORMULA.matcher(text).find() ? "'" + text : text);
                }
                default -> {
                    BigDecimal number = row.getBigDecimal(at);
                    return number == null ? "" : Rows.plain(number).toPlainString();
                }
            }
        }
    }

    /**
     * @param most rows that are written
     * @param forSpreadsheet whether it begins with a byte order mark, without which Excel takes it for another encoding, and
     *     texts that a spreadsheet would work out have an apostrophe before them
     */
    static CsvTable write(ResultSet result, int most, boolean forSpreadsheet, Writer out)
            throws SQLException, IOException {
        if (forSpreadsheet) {
            out.write(BYTE_ORDER_MARK);
        }
        var about = result.getMetaData();
        var columns = new ArrayList<Column>();
        for (var i = 1; i <= about.getColumnCount(); i++) {
            columns.add(Column.of(about, i));
        }
        line(columns.stream().map(column -> quoted(column.name())).toList(), out);
        var rows = 0;
        while (result.next()) {
            if (rows == most) {
                return new CsvTable(types(columns), true);
            }
            var values = new ArrayList<String>(columns.size());
            for (var column : columns) {
                values.add(column.text(result, forSpreadsheet));
            }
            line(values, out);
            rows++;
        }
        return new CsvTable(types(columns), false);
    }

    private static void line(List<String> values, Writer out) throws IOException {
        out.write(String.join(",", values));
        out.write(LINE_END);
    }

    private static String quoted(String text) {
        return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String types(List<Column> columns) {
        var types = new StringJoiner(", ", "{", "}");
        columns.forEach(column -> types.add("'" + column.name().replace("'", "''") + "': '" + column.type() + "'"));
        return types.toString();
    }
}
