package io.millrace.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with what they say, as {@code src/test/resources/price/} holds them: text|amount|currency|symbol|hints. */
final class PriceTable {
    private static final Pattern UNSEEN = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final int FIELDS = 4;

    private PriceTable() {}

    /**
     * A text and what it says.
     *
     * @param says amount, currency and symbol with "|" between, and "-" for what it does not say
     */
    record Row(String text, PriceHints hints, String says) {
        @Override
        public String toString() {
            return text + " " + hints;
        }

        /** What the parser reads, in the form of {@link #says}. */
        String read() {
            var reading = PriceParser.read(text, hints);
            var price = reading.price() == null ? reading.negative() : reading.price();
            return price == null
                    ? "-|-|-"
                    : price.amount().toPlainString() + "|" + Objects.toString(price.currency(), "-") + "|"
                            + Objects.toString(price.symbol(), "-");
        }
    }

    static List<Row> rows(String file) {
        try (InputStream in = PriceTable.class.getResourceAsStream("/price/" + file)) {
            var rows = new ArrayList<Row>();
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList()) {
                var fields = line.split("\\|");
                rows.add(new Row(
                        seen(fields[0]),
                        fields.length > FIELDS ? hints(fields[FIELDS]) : PriceHints.NONE,
                        fields[1] + "|" + fields[2] + "|" + fields[3]));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String seen(String text) {
        return UNSEEN.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))))
                .replace("\\n", "\n")
                .replace("\\t", "\t");
    }

    private static PriceHints hints(String text) {
        String currency = null;
        String language = null;
        Character decimal = null;
        String country = null;
        for (var hint : text.split(" ")) {
            var value = hint.substring(hint.indexOf('=') + 1);
            switch (hint.substring(0, hint.indexOf('='))) {
                case "currency" -> currency = value;
                case "language" -> language = value;
                case "decimal" -> decimal = value.charAt(0);
                case "country" -> country = value;
                default -> throw new IllegalArgumentException(hint);
            }
        }
        return new PriceHints(currency, language, decimal, country);
    }
}
