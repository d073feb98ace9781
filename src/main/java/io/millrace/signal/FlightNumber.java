package io.millrace.signal;

import java.util.Locale;
import java.util.regex.Pattern;

/** A flight's number in one form, however it was listed: {@code LH 123}. */
final class FlightNumber {
    /** Characters. */
    static final int LONGEST = 16;

    /** An airline's code, of two with a letter among them or of three letters; digits, perhaps with a letter behind. */
    private static final Pattern NUMBER = Pattern.compile("([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])0*([0-9]{1,4}[A-Z]?)");

    private FlightNumber() {}

    /** What is no flight's number, like an aircraft's registration, keeps its form but for blanks and capitals. */
    static String canonical(String listed) {
        var capitals = listed.strip().toUpperCase(Locale.ROOT);
        var parts = NUMBER.matcher(capitals.replaceAll("\\s+", ""));
        return parts.matches() ? parts.group(1) + " " + parts.group(2) : capitals.replaceAll("\\s+", " ");
    }
}
