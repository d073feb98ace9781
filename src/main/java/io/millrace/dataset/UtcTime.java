package io.millrace.dataset;

import java.time.Instant;

/** Reads times as {@link Instant#parse} does; those of the usual form in a tenth of its time. */
public final class UtcTime {
    private static final int TO_SECONDS = "2026-11-21T10:15:30".length();
    private static final int MOST_DIGITS = 9;
    private static final int SECONDS_A_DAY = 86_400;
    private static final long DAYS_TO_1970 = 719_468;
    private static final long DAYS_AN_ERA = 146_097;

    private UtcTime() {}

    /**
     * The time.
     *
     * @throws java.time.DateTimeException if it is none
     */
    public static Instant parse(String text) {
        var end = text.length() - 1;
        if (end < TO_SECONDS || text.charAt(end) != 'Z' || !isUsual(text)) {
            return Instant.parse(text);
        }
        var nanos = 0;
        if (end > TO_SECONDS) {
            var digits = end - TO_SECONDS - 1;
            nanos = text.charAt(TO_SECONDS) == '.' && digits > 0 && digits <= MOST_DIGITS
                    ? number(text, TO_SECONDS + 1, end)
                    : -1;
            for (var i = digits; i < MOST_DIGITS && nanos > 0; i++) {
                nanos *= 10;
            }
        }
        var month = number(text, 5, 7);
        var day = number(text, 8, 10);
        var hour = number(text, 11, 13);
        var minute = number(text, 14, 16);
        var second = number(text, 17, 19);
        var year = number(text, 0, 4);
        // Days that not every month has, the end of a day, leap seconds: rare enough to be left to who knows them.
        if (nanos < 0
                || year < 1
                || month < 1
                || month > 12
                || day < 1
                || day > 28
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return Instant.parse(text);
        }
        return Instant.ofEpochSecond(
                days(year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second, nanos);
    }

    private static boolean isUsual(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** Negative where it is not digits alone. */
    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Since 1970, in the Gregorian calendar: years begin with March, so that the leap day is their last. */
    private static long days(int year, int month, int day) {
        var shifted = month <= 2 ? year - 1 : year;
        var era = shifted / 400;
        var ofEra = shifted - era * 400;
        var ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * DAYS_AN_ERA + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - DAYS_TO_1970;
    }
}
