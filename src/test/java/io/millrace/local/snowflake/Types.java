package io.millrace.local.snowflake;

import java.util.Locale;

/** Snowflake's types, and DuckDB's in their place. */
final class Types {
    private Types() {}

    /** Reads one. */
    static String next(Tokens tokens) {
        if (!tokens.is(Tokens.Kind.WORD)) {
            throw tokens.unexpected();
        }
        var word = tokens.peek().text().toUpperCase(Locale.ROOT);
        var type =
                switch (word) {
                    case "VARCHAR", "STRING", "TEXT" -> sized(tokens, "VARCHAR");
                    case "NUMBER", "DECIMAL", "NUMERIC" -> number(tokens);
                    case "INT", "INTEGER", "BIGINT" -> word(tokens, "DECIMAL(38,0)");
                    case "FLOAT", "DOUBLE" -> word(tokens, "DOUBLE");
                    case "BOOLEAN" -> word(tokens, "BOOLEAN");
                    case "DATE" -> word(tokens, "DATE");
                    case "TIMESTAMP_TZ", "TIMESTAMP_LTZ" -> sized(tokens, "TIMESTAMPTZ");
                    case "TIMESTAMP_NTZ" -> sized(tokens, "TIMESTAMP");
                    case "VARIANT", "OBJECT", "ARRAY" -> word(tokens, "JSON");
                    default -> throw tokens.unexpected();
                };
        return type;
    }

    private static String word(Tokens tokens, String type) {
        tokens.next();
        return type;
    }

    private static String sized(Tokens tokens, String type) {
        tokens.next();
        if (tokens.accept("(")) {
            tokens.number();
            tokens.expect(")");
        }
        return type;
    }

    private static String number(Tokens tokens) {
        tokens.next();
        var precision = 38;
        var scale = 0;
        if (tokens.accept("(")) {
            precision = tokens.number();
            if (tokens.accept(",")) {
                scale = tokens.number();
            }
            tokens.expect(")");
        }
        if (precision < 1 || precision > 38 || scale > precision) {
            throw SnowflakeFault.invalid("invalid NUMBER(" + precision + "," + scale + ")");
        }
        return "DECIMAL(" + precision + "," + scale + ")";
    }
}
