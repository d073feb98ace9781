package io.millrace.extract;

import java.util.Locale;
import java.util.regex.Pattern;

/** Lines that speak of the stock of something else than this offer: of one shop, of a service, of another variant. */
final class OtherStock {
    private static final Pattern ABOUT = Pattern.compile(
            "pick[ -]?up|click (&|and|et) |collect\\b|in[ -]stores?\\b|near(by)? |stores? near|filiale|im markt|abhol|magasin|retrait"
                    + "|tienda|recogida|negozio|ritiro|\\bloja|winkel|afhal|\\bchat|expert|gift|option|extra|warranty|installation"
                    + "|assembly|financ|colou?rs? |sizes? |größen|farben|deliver(y|ies) available|download|reviews?|questions?");

    private OtherStock() {}

    static boolean isMeant(String line) {
        return ABOUT.matcher(line.toLowerCase(Locale.ROOT)).find();
    }
}
