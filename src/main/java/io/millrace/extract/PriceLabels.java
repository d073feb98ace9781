package io.millrace.extract;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words before a price that say that it is not the one to pay, by {@code extract/price-labels.txt}; beside those of {@code PriceRole}. */
final class PriceLabels {
    private static final Map<String, List<String>> WORDS = Sections.of("/extract/price-labels.txt");
    private static final List<String> LIST = WORDS.get("list");
    private static final List<String> OTHER = WORDS.get("other");
    private static final List<String> SAVING = WORDS.get("saving");
    private static final List<String> NET = WORDS.get("net");
    private static final List<String> CURRENT = WORDS.get("current");
    private static final List<String> REGULAR = WORDS.get("regular");

    private PriceLabels() {}

    static boolean list(String before) {
        var line = lastLine(before);
        return last(line, LIST) > last(line, CURRENT) || last(line, REGULAR) > last(line, CURRENT);
    }

    /** Whether the last that it is called is the price to pay now. */
    static boolean current(String before) {
        var line = lastLine(before);
        return last(line, CURRENT) > Math.max(last(line, LIST), last(line, REGULAR));
    }

    /** Whether it is the usual price: an earlier one only where there is another. */
    static boolean regular(String before) {
        var line = lastLine(before);
        return last(line, REGULAR) > last(line, CURRENT);
    }

    /** Where the last of the words begins; -1 without any. */
    private static int last(String line, List<String> words) {
        int last = -1;
        for (var word : words) {
            for (int at = line.indexOf(word, last + 1); at >= 0; at = line.indexOf(word, at + 1)) {
                last = at == 0 || apart(line.charAt(at - 1), word.charAt(0)) ? at : last;
            }
        }
        return last;
    }

    static boolean other(String before) {
        return begins(lastLine(before), OTHER);
    }

    /** Whether a text with an amount speaks of what is saved or paid in exchange. */
    static boolean saving(String words) {
        return says(words.toLowerCase(Locale.ROOT), SAVING);
    }

    /** Whether a text says that an amount is without tax, beside which there is the price to pay. */
    static boolean net(String words) {
        return says(words.toLowerCase(Locale.ROOT), NET);
    }

    private static String lastLine(String before) {
        var plain = before.strip().toLowerCase(Locale.ROOT);
        return plain.substring(plain.lastIndexOf('\n') + 1);
    }

    private static boolean begins(String line, List<String> words) {
        return !line.isEmpty() && words.stream().anyMatch(word -> holds(line, word, false));
    }

    private static boolean says(String text, List<String> words) {
        return words.stream()
                .anyMatch(word -> word.endsWith("*")
                        ? holds(text, word.substring(0, word.length() - 1), false)
                        : holds(text, word, true));
    }

    private static boolean holds(String text, String word, boolean whole) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || apart(text.charAt(at - 1), word.charAt(0));
            if (begins && (!whole || end == text.length() || apart(text.charAt(end), word.charAt(word.length() - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether two characters are not of one word; East Asian words stand side by side. */
    private static boolean apart(char one, char other) {
        return !Character.isLetter(one) || !Character.isLetter(other) || other > 0x2000;
    }
}
