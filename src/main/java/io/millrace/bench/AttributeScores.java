package io.millrace.bench;

import io.millrace.extract.Extraction;
import io.millrace.extract.Status;
import io.millrace.price.Availability;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what was read of pages with what is right, attribute by attribute. Confined to one run. */
final class AttributeScores {
    static final String PRICE = "price";
    static final String CURRENCY = "currency";
    static final String AVAILABILITY = "availability";
    static final String OUT_OF_STOCK = "OutOfStock";
    static final String BLOCKED = "blocked";

    /** What can be annotated. */
    static final List<String> ATTRIBUTES = List.of(PRICE, CURRENCY, AVAILABILITY, "name", "sku", "brand", "gtin");

    private final Map<String, Score> scores = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Calibration calibration = new Calibration();

    /** Attribute to its score, in the order of the attributes. */
    Map<String, Score> scores() {
        return scores;
    }

    /** One line for each attribute of a page that is not right. */
    List<String> wrong() {
        return wrong;
    }

    /** How right prices are by their confidence. */
    Calibration calibration() {
        return calibration;
    }

    void add(AnnotatedPage page, Extraction read) {
        boolean blocked = read.status() == Status.blocked;
        if (page.blocked() || blocked) {
            count(page, BLOCKED, page.blocked() ? List.of(BLOCKED) : List.of(), blocked ? BLOCKED : null, read);
        }
        var found = values(read);
        for (var attribute : ATTRIBUTES) {
            var accepted = page.accepted().get(attribute);
            if (accepted == null) {
                continue;
            }
            var value = found.get(attribute);
            // Some pages name no currency; what is taken from the shop's country is then not counted against it.
            if (!attribute.equals(CURRENCY) || !accepted.isEmpty()) {
                count(page, attribute, accepted, value, read);
            }
            if (attribute.equals(PRICE) && value != null) {
                calibration.add(read.offer().confidence(), isRight(PRICE, accepted, value));
            }
            if (attribute.equals(AVAILABILITY)) {
                countOutOfStock(accepted.contains(OUT_OF_STOCK), OUT_OF_STOCK.equals(value));
            }
        }
    }

    private void countOutOfStock(boolean expected, boolean found) {
        var score = scores.computeIfAbsent(OUT_OF_STOCK, name -> new Score());
        if (expected && found) {
            score.right();
        } else if (found) {
            score.tooMany();
        } else if (expected) {
            score.missing();
        }
    }

    private void count(AnnotatedPage page, String attribute, List<String> accepted, String value, Extraction read) {
        var score = scores.computeIfAbsent(attribute, name -> new Score());
        if (value == null && accepted.isEmpty()) {
            return;
        }
        if (value != null && isRight(attribute, accepted, value)) {
            score.right();
            return;
        }
        if (value != null) {
            score.tooMany();
        }
        if (!accepted.isEmpty()) {
            score.missing();
        }
        var offer = read.offer();
        wrong.add(String.format(
                Locale.ROOT,
                "%s %s expected=%s found=%s method=%s confidence=%s reason=%s",
                page.url() == null ? page.file() : page.url(),
                attribute,
                accepted.isEmpty() ? "none" : String.join("|", accepted),
                value == null ? "none" : value,
                offer == null ? "none" : offer.method(),
                offer == null || offer.price() == null ? "none" : offer.confidence(),
                read.reason()));
    }

    private static Map<String, String> values(Extraction read) {
        var values = new LinkedHashMap<String, String>();
        var offer = read.offer();
        if (offer != null) {
            values.put(
                    PRICE, offer.price() == null ? null : offer.price().amount().toPlainString());
            values.put(CURRENCY, offer.price() == null ? null : offer.price().currency());
            values.put(AVAILABILITY, offer.availability() == null ? null : plain(offer.availability()));
            values.put("name", offer.name());
            values.put("sku", offer.sku());
            values.put("brand", offer.brand());
            values.put("gtin", offer.gtin());
        }
        return values;
    }

    /** Annotations know two: what can be bought in any way, and what cannot. */
    private static String plain(Availability availability) {
        return availability.buyable() ? Availability.InStock.name() : OUT_OF_STOCK;
    }

    private static boolean isRight(String attribute, List<String> accepted, String value) {
        return accepted.stream().anyMatch(expected -> switch (attribute) {
            case PRICE -> isSameAmount(expected, value);
            case CURRENCY -> means(expected, value);
            default -> key(expected).equals(key(value));
        });
    }

    private static boolean isSameAmount(String expected, String value) {
        return new BigDecimal(expected.strip()).compareTo(new BigDecimal(value)) == 0;
    }

    /** Annotated as it stands on the page: "$" is right for each of the dollars. */
    private static boolean means(String sign, String code) {
        return PriceParser.parse("1 " + sign.replace("~", ""), new PriceHints(code, null, null, null))
                .map(price -> code.equals(price.currency()))
                .orElse(false);
    }

    private static String key(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
