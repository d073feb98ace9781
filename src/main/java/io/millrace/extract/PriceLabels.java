package io.millrace.extract;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What words before a price, or beside it, say of it, by {@code extract/price-labels.txt}; beside what {@code PriceRole} knows.
 */
final class PriceLabels {
    private static final Map<String, List<String>> WORDS = Sections.of("/extract/price-labels.txt");
    private static final Phrases LIST = new Phrases(WORDS.get("list"), false);
    private static final Phrases OTHER = new Phrases(WORDS.get("other"), false);
    private static final Phrases CURRENT = new Phrases(WORDS.get("current"), true);
    private static final Phrases REGULAR = new Phrases(WORDS.get("regular"), false);
    private static final Phrases SAVING = new Phrases(WORDS.get("saving"), true);
    private static final Phrases NET = new Phrases(WORDS.get("net"), true);

    private PriceLabels() {}

    /** Whether the last that it is called is an earlier, a recommended or a usual price. */
    static boolean list(String before) {
        var line = lastLine(before);
        return Math.max(LIST.last(line), REGULAR.last(line)) > CURRENT.last(line);
    }

    /** Whether the last that it is called is the price to pay now. */
    static boolean current(String before) {
        var line = lastLine(before);
        return CURRENT.last(line) > Math.max(LIST.last(line), REGULAR.last(line));
    }

    /** Whether it is the usual price: an earlier one only where there is another. */
    static boolean regular(String before) {
        var line = lastLine(before);
        return REGULAR.last(line) > CURRENT.last(line);
    }

    /** Whether it is in another currency, of a part, of another offer. */
    static boolean other(String before) {
        return OTHER.in(lastLine(before));
    }

    /** Whether a text with an amount speaks of what is saved or paid in exchange. */
    static boolean saving(String words) {
        return SAVING.in(words.toLowerCase(Locale.ROOT));
    }

    /** Whether a text says that an amount is without tax, beside which there is the price to pay. */
    static boolean net(String words) {
        return NET.in(words.toLowerCase(Locale.ROOT));
    }

    private static String lastLine(String before) {
        var plain = before.strip().toLowerCase(Locale.ROOT);
        return plain.substring(plain.lastIndexOf('\n') + 1);
    }
}
