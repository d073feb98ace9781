package io.millrace.price;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A normalised text with its numbers and its currency signs, each sign given to the number that it belongs to.
 *
 * @param mentions the numbers, in their order
 * @param signs the currency signs, in their order
 * @param certain the currencies that the text names without ambiguity, in their order
 */
record PriceText(String text, List<Mention> mentions, List<Placed> signs, Set<String> certain) {
    /**
     * A number with the signs beside it.
     *
     * @param start where it starts, its leading sign included
     * @param end where it ends, its trailing sign included
     * @param signs empty, or the signs beside it, the leading first
     */
    record Mention(Numeral numeral, int start, int end, List<Placed> signs) {}

    /** A currency sign and where it stands. */
    record Placed(CurrencySign sign, int start, int end) {}

    static PriceText of(String original, PriceHints hints) {
        var local = LocalSigns.of(hints);
        var text = NormalText.of(original);
        var numerals = new ArrayList<Numeral>();
        var signs = new ArrayList<Placed>();
        for (int i = 0; i < text.length(); ) {
            var numeral = startsNumeral(text, i) ? NumeralScan.at(text, i) : NumeralScan.dashed(text, i);
            if (numeral != null) {
                numerals.add(numeral);
                i = numeral.end();
                continue;
            }
            var sign = CurrencySign.at(text, i);
            if (sign == null && !local.isEmpty()) {
                sign = LocalSigns.at(local, text, i);
            }
            if (sign != null) {
                signs.add(new Placed(sign, i, i + sign.spelling().length()));
            }
            i += sign == null ? 1 : sign.spelling().length();
        }
        return new PriceText(text, mentions(text, numerals, signs), signs, certain(signs));
    }

    private static Set<String> certain(List<Placed> signs) {
        Set<String> certain = Set.of();
        for (var placed : signs) {
            if (placed.sign().codes().size() == 1) {
                certain = certain.isEmpty() ? new LinkedHashSet<>() : certain;
                certain.add(placed.sign().codes().get(0));
            }
        }
        return certain;
    }

    /** What is left without numbers and signs. */
    String words() {
        var words = new StringBuilder(text);
        for (var mention : mentions) {
            blank(words, mention.numeral().start(), mention.numeral().end());
        }
        for (var sign : signs) {
            blank(words, sign.start(), sign.end());
        }
        return words.toString();
    }

    private static void blank(StringBuilder words, int from, int to) {
        for (int i = from; i < to; i++) {
            words.setCharAt(i, ' ');
        }
    }

    private static boolean startsNumeral(String text, int i) {
        if (Numeral.digit(text, i)) {
            return true;
        }
        char c = text.charAt(i);
        return (c == '.' || c == ',')
                && Numeral.digit(text, i + 1)
                && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
    }

    private static List<Mention> mentions(String text, List<Numeral> numerals, List<Placed> signs) {
        var mentions = new ArrayList<Mention>();
        boolean leadingStyle = !signs.isEmpty()
                && !numerals.isEmpty()
                && signs.get(0).start() < numerals.get(0).start();
        int next = 0;
        for (int n = 0; n < numerals.size(); n++) {
            var numeral = numerals.get(n);
            int after = n + 1 < numerals.size() ? numerals.get(n + 1).start() : text.length();
            var own = new ArrayList<Placed>();
            int first = next;
            while (next < signs.size() && signs.get(next).end() <= numeral.start()) {
                next++;
            }
            int start = numeral.start();
            for (int s = next - 1; s >= first && beside(text, signs.get(s).end(), start); s--) {
                own.add(0, signs.get(s));
                start = signs.get(s).start();
            }
            int end = numeral.end();
            while (next < signs.size()
                    && signs.get(next).end() <= after
                    && beside(text, end, signs.get(next).start())
                    && (centsBehindEuro(text, signs.get(next), start, after)
                            || !belongsToNext(text, end, signs.get(next), after, leadingStyle))) {
                own.add(signs.get(next));
                end = signs.get(next).end();
                next++;
            }
            leaveOutWords(own);
            mentions.add(new Mention(numeral, start, end, List.copyOf(own)));
        }
        return List.copyOf(mentions);
    }

    /** A name that contradicts another sign beside the number is an ordinary word: "fr. 249 kr", "BD 12 €". */
    private static void leaveOutWords(List<Placed> own) {
        if (own.size() != 2) {
            return;
        }
        var first = own.get(0).sign();
        var second = own.get(1).sign();
        if (Collections.disjoint(first.codes(), second.codes()) && (first.isName() || second.isName())) {
            own.remove(first.isName() ? 0 : 1);
        }
    }

    /** Whether a sign between two numbers stands closer to the second, or all signs of the text lead. */
    private static boolean belongsToNext(String text, int end, Placed sign, int next, boolean leadingStyle) {
        if (next == text.length() || !beside(text, sign.end(), next)) {
            return false;
        }
        int before = sign.start() - end;
        int behind = next - sign.end();
        return before == behind ? leadingStyle : behind < before;
    }

    /** Whether a text is nothing but "12 €99": no shop leads with the euro sign where a number stands before it. */
    private static boolean centsBehindEuro(String text, Placed sign, int start, int next) {
        return sign.sign().spelling().equals("€")
                && start == 0
                && sign.end() == next
                && text.length() == next + 2
                && Numeral.digit(text, next + 1);
    }

    /** Whether nothing but spaces, or a colon, stands between. */
    private static boolean beside(String text, int from, int to) {
        if (to - from > 4) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != ':') {
                return false;
            }
        }
        return true;
    }
}
