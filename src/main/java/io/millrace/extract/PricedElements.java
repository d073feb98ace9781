package io.millrace.extract;

import io.millrace.price.Price;
import io.millrace.price.PriceParser;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The elements that hold one price and hardly anything else. Each text is read once; confined to one extraction. */
final class PricedElements {
    /** How much longer the text around a price may be than the price. */
    private static final int GROWTH = 12;

    private static final Pattern CENTS = Pattern.compile("\\s*\\d\\d\\D{0,5}");

    private static final Pattern SPLIT = Pattern.compile("\\d{1,5} \\d\\d");

    private final PageContext page;
    private final SeenText text;
    private final Map<String, Optional<Price>> read = new HashMap<>();

    PricedElements(PageContext page) {
        this.page = page;
        this.text = page.scan().text();
    }

    /** The largest element around a number that holds this one price and hardly anything else; null without a currency. */
    Box whole(Box leaf) {
        Box whole = null;
        Price price = null;
        int longest = ShownPrices.LONGEST;
        for (var step = leaf;
                step != null && step.length() <= longest && step.struck == leaf.struck && !holdsHeading(step);
                step = step.parent) {
            var here = price(step).orElse(null);
            if (price != null && (here == null || !continues(price.amount(), here.amount()) || another(step, whole))) {
                break;
            }
            if (here != null) {
                longest = price == null ? Math.min(ShownPrices.LONGEST, step.length() + GROWTH) : longest;
                whole = step;
                price = here;
            }
        }
        return whole;
    }

    private boolean holdsHeading(Box box) {
        var heading = page.h1();
        return heading != null
                && heading.seen
                && box != heading
                && box.start <= heading.start
                && box.end() >= heading.end();
    }

    /** Whether an element around a price holds a second one, or strikes out less than all of it. */
    private boolean another(Box step, Box whole) {
        var all = text.of(step);
        var own = text.of(whole);
        int at = all.indexOf(own);
        return at >= 0
                && (read(all.substring(0, at)).isPresent()
                        || !CENTS.matcher(all.substring(at + own.length())).matches()
                                && read(all.substring(at + own.length())).isPresent());
    }

    /** Whether a larger element shows the same amount, or the same with its cents. */
    private static boolean continues(BigDecimal amount, BigDecimal larger) {
        return amount.compareTo(larger) == 0
                || amount.scale() <= 0 && amount.toBigInteger().equals(larger.toBigInteger());
    }

    Optional<Price> price(Box box) {
        var words = words(box);
        var price = read(words);
        return price.filter(found -> !isWeight(found) && !isRestOfNumber(box, words))
                .filter(found -> found.symbol() != null || box.near(Names.PRICE) && looksLikeMoney(words));
    }

    /** Whether it is the cents of an amount that an element around holds: {@code 15<span>,04 €</span>}. */
    private boolean isRestOfNumber(Box box, String words) {
        return ".,".indexOf(words.charAt(0)) >= 0 && text.before(box, 1).chars().allMatch(Character::isDigit);
    }

    /** Whether it is given in kilograms rather than in soms of Kyrgyzstan. */
    private boolean isWeight(Price price) {
        return "KGS".equals(price.symbol()) && !"KG".equals(page.country());
    }

    /** What an element says; cents in an element of their own, without a currency, are the amount's decimals. */
    String words(Box box) {
        var words = text.of(box);
        return box.near(Names.PRICE) && SPLIT.matcher(words).matches() ? words.replace(' ', '.') : words;
    }

    /** Shops that sell in one currency alone may leave its sign away, but not the decimals. */
    private static boolean looksLikeMoney(String words) {
        int length = words.length();
        return length > 3
                        && (words.charAt(length - 3) == '.' || words.charAt(length - 3) == ',')
                        && Character.isDigit(words.charAt(length - 1))
                || words.endsWith(",-")
                || words.endsWith(".-")
                || words.endsWith(":-")
                || words.endsWith(",–");
    }

    private Optional<Price> read(String words) {
        if (words.isBlank()) {
            return Optional.empty();
        }
        return read.computeIfAbsent(
                words,
                some -> PriceParser.parse(some, page.priceHints(page.hints().currency(), false))
                        .filter(price -> price.amount().signum() > 0));
    }
}
