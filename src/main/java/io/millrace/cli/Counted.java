package io.millrace.cli;

import java.util.Locale;

/** A number with its noun: {@code 1 page}, {@code 3,000 pages}. */
final class Counted {
    private Counted() {}

    static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    static String of(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }
}
