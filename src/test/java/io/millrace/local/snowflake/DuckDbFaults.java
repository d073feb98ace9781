package io.millrace.local.snowflake;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** DuckDB's failures by Snowflake's codes. */
final class DuckDbFaults {
    private static final Pattern MISSING = Pattern.compile("Table with name (\\S+) does not exist");
    private static final Pattern COLUMN = Pattern.compile("(?s)Binder Error: .*?column[^\"]*\"([^\"]*)\"");

    private DuckDbFaults() {}

    static SnowflakeFault translate(SQLException failure) {
        var said = String.valueOf(failure.getMessage());
        var missing = MISSING.matcher(said);
        if (missing.find()) {
            return SnowflakeFault.missing("Object", Names.shown(missing.group(1)));
        }
        var column = COLUMN.matcher(said);
        if (column.find()) {
            return new SnowflakeFault(
                    "000904",
                    "42000",
                    "SQL compilation error: error line 1 at position 0\ninvalid identifier '"
                            + Names.shown(column.group(1)) + "' (" + said + ")");
        }
        if (said.contains("NOT NULL constraint failed")) {
            return new SnowflakeFault("100072", "22000", "NULL result in a non-nullable column: " + said);
        }
        if (said.contains("Conversion Error")) {
            return new SnowflakeFault("100038", "22018", said);
        }
        return new SnowflakeFault("000603", "XX000", "SQL execution internal error: " + said);
    }
}
