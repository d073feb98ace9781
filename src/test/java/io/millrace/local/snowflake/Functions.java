package io.millrace.local.snowflake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions that the stand-in knows, each under its name at Snowflake. */
final class Functions {
    /** Called alike and doing the same. */
    private static final Set<String> ALIKE = Set.of(
            "COALESCE",
            "MAX",
            "MIN",
            "SUM",
            "COUNT",
            "ROW_NUMBER",
            "LAG",
            "LEAD",
            "UPPER",
            "LOWER",
            "COUNT_IF",
            "GREATEST",
            "LEAST",
            "ROUND",
            "ABS",
            "MD5",
            "CONCAT",
            "LENGTH",
            "NULLIF",
            "REPLACE",
            "AVG",
            "ANY_VALUE",
            "SPLIT_PART",
            "DATE_TRUNC",
            "STARTSWITH",
            "FIRST_VALUE",
            "LAST_VALUE",
            "RANK",
            "LN",
            "EXP",
            "LPAD",
            "FLOOR");

    /** Formats of times. */
    private static final Map<String, String> FORMATS = Map.of(
            "YYYY-MM-DD", "%Y-%m-%d",
            "YYYY-MM-DD HH24:MI:SS.FF6", "%Y-%m-%d %H:%M:%S.%f");

    private Functions() {}

    /** A call as DuckDB takes it; empty if there is no such function. */
    static Optional<String> call(String name, List<String> arguments) {
        if (ALIKE.contains(name)) {
            var duckDb = name.equals("STARTSWITH") ? "starts_with" : name;
            return Optional.of(duckDb + "(" + String.join(", ", arguments) + ")");
        }
        return Optional.ofNullable(
                switch (name + "/" + arguments.size()) {
                    case "CURRENT_TIMESTAMP/0" -> "now()";
                    case "CURRENT_SCHEMA/0" -> "'PUBLIC'";
                    case "CURRENT_DATABASE/0" -> "'TESTS'";
                    case "CURRENT_VERSION/0" -> "'9.99.0'";
                    case "TO_VARCHAR/1", "TO_CHAR/1" -> "CAST(" + arguments.get(0) + " AS VARCHAR)";
                    case "TO_VARCHAR/2", "TO_CHAR/2" -> formatted(arguments);
                    case "CONVERT_TIMEZONE/2" -> "((" + arguments.get(1) + ") AT TIME ZONE " + arguments.get(0) + ")";
                    case "PARSE_JSON/1" -> "millrace_parse_json(" + arguments.get(0) + ")";
                    case "TO_JSON/1" -> "CAST(" + arguments.get(0) + " AS VARCHAR)";
                    case "IFF/3" ->
                        "CASE WHEN " + arguments.get(0) + " THEN " + arguments.get(1) + " ELSE " + arguments.get(2)
                                + " END";
                    case "REGEXP_SUBSTR/6" ->
                        "nullif(regexp_extract(" + arguments.get(0) + ", " + arguments.get(1) + ", " + arguments.get(5)
                                + "), '')";
                    case "DATEADD/3" ->
                        "(" + arguments.get(2) + " + to_days(CAST(" + arguments.get(1) + " AS INTEGER)))";
                    case "DATE_PART/2" -> part(arguments);
                    case "TO_TIMESTAMP_TZ/1" -> "to_timestamp(" + arguments.get(0) + ")";
                    case "ARRAY_SIZE/1" -> "json_array_length(" + arguments.get(0) + ")";
                    default -> null;
                });
    }

    private static String part(List<String> arguments) {
        if (!arguments.get(0).equals("'EPOCH_SECOND'")) {
            throw SnowflakeFault.invalid("the stand-in does not know the part " + arguments.get(0));
        }
        return "CAST(floor(epoch(" + arguments.get(1) + ")) AS BIGINT)";
    }

    private static String formatted(List<String> arguments) {
        var format = arguments.get(1);
        var known = FORMATS.get(format.substring(1, format.length() - 1));
        if (known == null) {
            throw SnowflakeFault.invalid("the stand-in does not know the format " + format);
        }
        return "strftime(" + arguments.get(0) + ", '" + known + "')";
    }
}
