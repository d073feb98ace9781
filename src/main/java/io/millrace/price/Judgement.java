package io.millrace.price;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What each number of a text is worth, and why some are no prices. Judged once each; confined to one reading. */
final class Judgement {
    private static final String FINE = "";

    private final PriceText found;
    private final PriceHints hints;
    private final BigDecimal[] values;
    private final String[] refusals;
    private final int firstMark;

    Judgement(PriceText found, PriceHints hints) {
        this.found = found;
        this.hints = hints;
        this.values = new BigDecimal[found.mentions().size()];
        this.refusals = new String[values.length];
        this.firstMark = found.text().length() - found.text().stripLeading().length();
    }

    /** The number, or null where it follows no convention. */
    BigDecimal value(int i) {
        if (values[i] == null) {
            values[i] = readValue(i);
        }
        return values[i];
    }

    /** Why a number is no price at all, or null. */
    String refusal(int i) {
        if (refusals[i] == null) {
            var refusal = findRefusal(i);
            refusals[i] = refusal == null ? FINE : refusal;
        }
        return refusals[i].equals(FINE) ? null : refusals[i];
    }

    String currency(List<PriceText.Placed> own) {
        String ambiguous = null;
        for (var placed : own) {
            var sign = placed.sign();
            if (sign.codes().size() == 1) {
                return sign.codes().get(0);
            }
            ambiguous = Currencies.settle(sign, hints);
        }
        for (var code : found.certain()) {
            if (own.stream().allMatch(sign -> sign.sign().codes().contains(code))) {
                return code;
            }
        }
        if (!own.isEmpty()) {
            return ambiguous;
        }
        if (!found.signs().isEmpty()) {
            return Currencies.settle(found.signs().get(0).sign(), hints);
        }
        var hinted = Currencies.hinted(hints);
        return hinted == null ? Currencies.ofCountry(hints.country()) : hinted;
    }

    private BigDecimal readValue(int i) {
        var mention = found.mentions().get(i);
        return mention.numeral().value(hints.decimalSeparator(), currency(mention.signs()));
    }

    private String findRefusal(int i) {
        var mention = found.mentions().get(i);
        var text = found.text();
        int start = mention.start();
        int end = mention.end();
        boolean own = !mention.signs().isEmpty();
        if (value(i) == null) {
            return "not a number of any convention: "
                    + text.substring(mention.numeral().start(), end);
        }
        if (negative(start)) {
            return "a negative amount";
        }
        boolean insideWord = start > 0 && Currencies.alphabetic(text.charAt(start - 1));
        if (insideWord && start == mention.numeral().start()) {
            return "a number inside a word";
        }
        var behind = text.substring(end, end(i));
        if (behind.stripLeading().startsWith("%")) {
            return "a percentage";
        }
        if (start > 0 && PriceWords.multiplier(text.substring(start - 1, start))
                || PriceWords.multiplier(text.substring(mention.numeral().end(), end(i)))) {
            return "an amount in words";
        }
        if (!own && (glued(behind) || start > 0 && timeOrFraction(text.charAt(start - 1)))) {
            return "a number inside a word";
        }
        var before = before(i);
        boolean surcharge = i > 0 && before.stripTrailing().endsWith("+");
        if (surcharge || PriceWords.otherCost(before) || PriceWords.otherCostBehind(behind)) {
            return "a delivery cost, a saving or a threshold";
        }
        return own && behind.strip().toLowerCase(Locale.ROOT).startsWith("off") ? "a saving" : null;
    }

    private static boolean glued(String behind) {
        return !behind.isEmpty()
                && (Currencies.alphabetic(behind.charAt(0))
                        || timeOrFraction(behind.charAt(0)) && behind.length() == 1);
    }

    private static boolean timeOrFraction(char c) {
        return c == ':' || c == '/';
    }

    /** A minus right before the number or its sign; a dash between two prices is none. */
    private boolean negative(int start) {
        int i = start - 1;
        while (i >= 0 && found.text().charAt(i) == ' ') {
            i--;
        }
        if (i < 0 || found.text().charAt(i) != '-') {
            return false;
        }
        return i == firstMark
                || i == start - 1 && !Character.isLetterOrDigit(found.text().charAt(i - 1));
    }

    /** A number that counts only where no other does. */
    boolean secondary(int i) {
        var mention = found.mentions().get(i);
        return PriceWords.listPrice(before(i))
                || i == 0 && PriceWords.withoutTaxBefore(before(i))
                || PriceWords.withoutTaxBehind(found.text().substring(mention.end(), end(i)))
                || PriceWords.rate(found.text().substring(mention.end(), end(i)))
                || times(before(i));
    }

    /** "12 x 9,99 €" is an instalment or a pack. */
    private static boolean times(String before) {
        var text = before.strip();
        return text.equals("x") || text.equals("×") || text.equals("x de");
    }

    String before(int i) {
        int from = i == 0 ? 0 : found.mentions().get(i - 1).end();
        return found.text().substring(from, found.mentions().get(i).start());
    }

    private int end(int i) {
        var mentions = found.mentions();
        return i + 1 < mentions.size()
                ? mentions.get(i + 1).start()
                : found.text().length();
    }

    /** Whether it is the high end of a range. */
    boolean linked(int i) {
        return i > 0
                && PriceWords.range(found.text()
                        .substring(
                                found.mentions().get(i - 1).end(),
                                found.mentions().get(i).start()));
    }
}
