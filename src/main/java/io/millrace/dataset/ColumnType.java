package io.millrace.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The type of a column.
 *
 * @param precision digits in all, of a decimal; 0 of other types
 * @param scale digits after the point, of a decimal; 0 of other types
 */
public record ColumnType(Kind kind, int precision, int scale) {
    /** The types that there are. */
    public enum Kind {
        STRING,
        /** 32 bits, signed. */
        INT,
        /** 64 bits, signed. */
        BIGINT,
        /** IEEE 754, 64 bits. */
        DOUBLE,
        DECIMAL,
        BOOLEAN,
        /** A day without a time zone. */
        DATE,
        /** UTC, to the microsecond. */
        TIMESTAMP,
        /** Any JSON value, as text. */
        JSON;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What every warehouse can hold. */
    private static final int MOST_DIGITS = 38;

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");

    /** The forms that {@link #parse} reads. */
    static final List<String> FORMS = Arrays.stream(Kind.values())
            .map(kind -> kind == Kind.DECIMAL ? "decimal(18,4)" : kind.word())
            .toList();

    /** The type as it is written in a declaration, such as {@code bigint} or {@code decimal(18,4)}; absent if it is none. */
    public static Optional<ColumnType> parse(String text) {
        var decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            var precision = Integer.parseInt(decimal.group(1));
            var scale = Integer.parseInt(decimal.group(2));
            return precision < 1 || precision > MOST_DIGITS || scale > precision
                    ? Optional.empty()
                    : Optional.of(new ColumnType(Kind.DECIMAL, precision, scale));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.DECIMAL && kind.word().equals(text))
                .findFirst()
                .map(kind -> new ColumnType(kind, 0, 0));
    }

    /** Whether its values are numbers. */
    public boolean isNumber() {
        return switch (kind) {
            case INT, BIGINT, DOUBLE, DECIMAL -> true;
            case STRING, BOOLEAN, DATE, TIMESTAMP, JSON -> false;
        };
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return kind == Kind.DECIMAL ? "decimal(" + precision + "," + scale + ")" : kind.word();
    }
}
