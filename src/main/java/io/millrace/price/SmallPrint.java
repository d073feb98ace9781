package io.millrace.price;

import java.util.List;

/** Cents that stand apart from their amount: "10€99", "12 99 €", "12 Euro 50 Cent". */
record SmallPrint(PriceText found, Judgement judged) {
    /** Whether a text is nothing but "12 99", and the currency is known: then it is a price with its cents apart. */
    boolean isAll() {
        return found.mentions().size() == 2
                && judged.currency(List.of()) != null
                && judged.refusal(0) == null
                && cents(0) != null
                && PriceWords.onlyPriceWords(Gap.of(found.words()));
    }

    /** The two digits behind "10€99", "12 99 €" and "$12 99", which are cents in small print; or null. */
    String cents(int i) {
        var mentions = found.mentions();
        if (i + 1 >= mentions.size() || judged.value(i).scale() > 0) {
            return null;
        }
        var mention = mentions.get(i);
        var next = mentions.get(i + 1).numeral();
        boolean twoDigits = next.separators().isEmpty() && next.parts().get(0).length() == 2 || next.isFraction();
        boolean glued = next.start() == mention.end()
                && mention.end() > mention.numeral().end();
        boolean atEnd = found.text().substring(next.end()).isBlank()
                && next.start() == mention.end() + 1
                && found.text().charAt(mention.end()) == ' ';
        return twoDigits && (glued || atEnd) && ends(next.end()) ? next.last() : inWords(i);
    }

    /** The cents of "12 Euro 50 Cent"; or null. */
    private String inWords(int i) {
        var next = found.mentions().get(i + 1).numeral();
        boolean cents = !found.mentions().get(i).signs().isEmpty()
                && next.separators().isEmpty()
                && next.parts().get(0).length() <= 2
                && PriceWords.and(judged.behind(i))
                && Cents.follow(judged.behind(i + 1));
        return cents
                ? "0".repeat(2 - next.parts().get(0).length()) + next.parts().get(0)
                : null;
    }

    /** Whether the sign of "12 99 €" stands behind the cents. */
    boolean isCents(int i) {
        if (i == 0) {
            return false;
        }
        var previous = found.mentions().get(i - 1);
        var numeral = found.mentions().get(i).numeral();
        return previous.signs().isEmpty()
                && numeral.start() == previous.end() + 1
                && found.text().charAt(previous.end()) == ' '
                && found.mentions().get(i).start() == numeral.start()
                && numeral.separators().isEmpty()
                && numeral.parts().get(0).length() == 2
                && PriceWords.onlyPriceWords(judged.before(i - 1))
                && judged.refusal(i - 1) == null
                && judged.value(i - 1).scale() == 0;
    }

    private boolean ends(int at) {
        return at >= found.text().length()
                || !Character.isLetterOrDigit(found.text().charAt(at));
    }
}
