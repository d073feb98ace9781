package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Single values of an answer: null where they are missing, empty or of another kind. */
final class Fields {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    /** Of the years with four digits. */
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Fields() {}

    /** Not blank, without blanks around it, cut where it is longer than the column. */
    static String text(JsonNode value, int longest) {
        if (!value.isTextual() || value.asText().isBlank()) {
            return null;
        }
        var text = value.asText().strip();
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** In capitals; null where it does not look like one: half a code is another's. */
    static String code(JsonNode value, Pattern form) {
        var text = text(value, 64);
        if (text == null) {
            return null;
        }
        var code = text.toUpperCase(Locale.ROOT);
        return form.matcher(code).matches() ? code : null;
    }

    /** ISO 3166-1 alpha-2. */
    static String country(JsonNode value) {
        return code(value, COUNTRY);
    }

    /** Of seconds since 1970. */
    static Instant time(JsonNode seconds) {
        return seconds.isIntegralNumber()
                        && seconds.canConvertToLong()
                        && seconds.longValue() >= 0
                        && seconds.longValue() <= LAST_SECOND
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }

    static Double number(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue()) ? (Double) value.doubleValue() : null;
    }

    static String first(String one, String other) {
        return one != null ? one : other;
    }
}
