package io.millrace.price;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Signs that are ordinary words or sizes but where their currency is at home: "KM", "L", "Sh". */
final class LocalSigns {
    private static final Map<String, List<CurrencySign>> BY_CURRENCY = byCurrency();

    private LocalSigns() {}

    private static Map<String, List<CurrencySign>> byCurrency() {
        var signs = new HashMap<String, List<CurrencySign>>();
        CurrencySpellings.LOCALS.forEach((code, spellings) -> signs.put(
                code,
                spellings.stream()
                        .map(spelling -> new CurrencySign(spelling, List.of(code), true, CurrencySign.Place.ANYWHERE))
                        .sorted(Comparator.comparing(sign -> -sign.spelling().length()))
                        .toList()));
        return Map.copyOf(signs);
    }

    /** Those of the currency that the hints name, the longest first; mostly none. */
    static List<CurrencySign> of(PriceHints hints) {
        var currency = Currencies.atHome(hints);
        return currency == null ? List.of() : BY_CURRENCY.getOrDefault(currency, List.of());
    }

    /** The sign of a list that a text has at an index, beside a number; or null. */
    static CurrencySign at(List<CurrencySign> local, String text, int i) {
        for (var sign : local) {
            if (sign.standsAt(text, i)) {
                return sign;
            }
        }
        return null;
    }
}
