package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts that nobody wrote: those of the tables, cut, joined, doubled and with strange characters in them. */
class PriceFuzzTest {
    private static final int TEXTS = 40_000;
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST = 2_000;

    private static final List<String> STRANGE = List.of(
            "\u0000",
            "\ud800",
            "\udc00",
            "\ud835\udfd7",
            "\u0301",
            "\u200f",
            "\u00a0",
            "\ufffd",
            "٩",
            "９",
            "²",
            "Ⅻ",
            "½",
            "&#0;",
            "&#1114112;",
            "&#xd800;",
            "&;",
            "&",
            "%",
            "-",
            "–",
            ".",
            ",",
            ":",
            "/",
            "'",
            "(",
            "€",
            "$",
            "kr",
            "0",
            "9",
            " ",
            "\n");

    private static final List<PriceHints> HINTS = List.of(
            PriceHints.NONE,
            new PriceHints("EUR", "de", ',', "DE"),
            new PriceHints("?", "x-y-z", '.', "??"),
            new PriceHints("KWD", "ar", null, "KW"));

    private final Random random = new Random(20_261_122);

    private final List<String> seeds = Stream.of(
                    "written.csv",
                    "blind.csv",
                    "later.csv",
                    "further.csv",
                    "everyday.csv",
                    "wide.csv",
                    "countries.csv",
                    "languages.csv")
            .flatMap(file -> PriceTable.rows(file).stream())
            .map(PriceTable.Row::text)
            .toList();

    @Test
    void noMutatedTextFailsAndNoPriceIsBelowZero() {
        for (var text : texts()) {
            var hints = HINTS.get(random.nextInt(HINTS.size()));
            var reading = assertDoesNotThrow(() -> PriceParser.read(text, hints), text);
            if (reading.price() == null) {
                assertTrue(reading.reason() != null, text);
            } else {
                assertTrue(reading.price().amount().signum() >= 0, text);
            }
        }
    }

    @Test
    void theShortWayReadsMutatedTextsAlike() {
        for (var text : texts()) {
            var plain = PlainPrice.read(text, PriceHints.NONE);
            if (plain != null) {
                assertEquals(PriceParser.readWithCare(text, PriceHints.NONE), PriceReading.of(plain), text);
            }
        }
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (var i = 0; i < TEXTS; i++) {
            var text = new StringBuilder(any(seeds));
            for (var n = 1 + random.nextInt(MOST_CHANGES); n > 0; n--) {
                change(text);
            }
            text.setLength(Math.min(text.length(), LONGEST));
            texts.add(text.toString());
        }
        return texts;
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int to = at + random.nextInt(text.length() - at + 1);
        switch (random.nextInt(6)) {
            case 0 -> text.insert(at, any(STRANGE));
            case 1 -> text.delete(at, to);
            case 2 -> text.insert(at, text.substring(at, to).repeat(1 + random.nextInt(8)));
            case 3 -> text.append(' ').append(any(seeds));
            case 4 -> text.insert(at, any(seeds));
            default -> text.replace(at, to, any(STRANGE));
        }
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
