package io.millrace.price;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How an ambiguous sign of a currency is settled. */
final class Currencies {
    /** What a language is mostly paid in, where its speakers share one currency. */
    private static final Map<String, String> BY_LANGUAGE = Map.ofEntries(
            Map.entry("sv", "SEK"),
            Map.entry("da", "DKK"),
            Map.entry("no", "NOK"),
            Map.entry("nb", "NOK"),
            Map.entry("nn", "NOK"),
            Map.entry("is", "ISK"),
            Map.entry("ja", "JPY"),
            Map.entry("zh", "CNY"),
            Map.entry("hi", "INR"),
            Map.entry("bn", "BDT"),
            Map.entry("be", "BYN"),
            Map.entry("uk", "UAH"),
            Map.entry("am", "ETB"),
            Map.entry("ur", "PKR"),
            Map.entry("ne", "NPR"),
            Map.entry("si", "LKR"),
            Map.entry("fa", "IRR"),
            Map.entry("bs", "BAM"),
            Map.entry("sq", "ALL"),
            Map.entry("sr", "RSD"),
            Map.entry("mk", "MKD"),
            Map.entry("bg", "BGN"),
            Map.entry("cs", "CZK"),
            Map.entry("pl", "PLN"),
            Map.entry("hu", "HUF"),
            Map.entry("tr", "TRY"),
            Map.entry("he", "ILS"),
            Map.entry("ka", "GEL"),
            Map.entry("hy", "AMD"),
            Map.entry("az", "AZN"),
            Map.entry("kk", "KZT"),
            Map.entry("ky", "KGS"),
            Map.entry("uz", "UZS"),
            Map.entry("tg", "TJS"),
            Map.entry("tk", "TMT"),
            Map.entry("mn", "MNT"),
            Map.entry("th", "THB"),
            Map.entry("vi", "VND"),
            Map.entry("id", "IDR"),
            Map.entry("ms", "MYR"),
            Map.entry("km", "KHR"),
            Map.entry("lo", "LAK"),
            Map.entry("my", "MMK"),
            Map.entry("ko", "KRW"),
            Map.entry("mg", "MGA"),
            Map.entry("dz", "BTN"),
            Map.entry("dv", "MVR"),
            Map.entry("ps", "AFN"),
            Map.entry("ro", "RON"));

    private static final Map<String, String> BY_COUNTRY = byCountry();

    /** Where the scripts without spaces between words begin, with Thai: below, no letter has to be looked up. */
    private static final int FIRST_UNSPACED = 0xE00;

    private Currencies() {}

    /** Letters of scripts that put spaces between words; 円 and 원 stand right beside other letters. */
    static boolean alphabetic(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
        return Character.isLetter(c) && (c < FIRST_UNSPACED || isSpaced(c));
    }

    private static boolean isSpaced(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> false;
            default -> true;
        };
    }

    /** Letters of those scripts, and the marks upon them: a word goes on. */
    static boolean continues(char c) {
        if (alphabetic(c)) {
            return true;
        }
        int type = c < 0x300 ? Character.UNASSIGNED : Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** The one currency that a sign means under the hints, or null. */
    static String settle(CurrencySign sign, PriceHints hints) {
        if (sign.codes().size() == 1) {
            return sign.codes().get(0);
        }
        var byHint = hinted(hints);
        if (byHint != null && sign.codes().contains(byHint)) {
            return byHint;
        }
        var byCountry = ofCountry(hints.country());
        if (byCountry != null && sign.codes().contains(byCountry)) {
            return byCountry;
        }
        var byLanguage = ofLanguage(hints.language());
        if (byLanguage != null && sign.codes().contains(byLanguage)) {
            return byLanguage;
        }
        return sign.leading() && !sign.codes().isEmpty() ? sign.codes().get(0) : null;
    }

    /** The currency that the hints name, whatever the text says; or null. */
    static String hinted(PriceHints hints) {
        if (hints.currency() == null || hints.currency().isBlank()) {
            return null;
        }
        var sign = CurrencySign.exactly(NormalText.of(hints.currency()).strip());
        return sign == null ? null : settle(sign, hints.withoutCurrency());
    }

    /** The currency that the hints name, that of the country, or that of the language; or null. */
    static String atHome(PriceHints hints) {
        var hinted = hinted(hints);
        if (hinted != null) {
            return hinted;
        }
        var byCountry = ofCountry(hints.country());
        return byCountry == null ? ofLanguage(hints.language()) : byCountry;
    }

    static String ofCountry(String country) {
        return country == null ? null : BY_COUNTRY.get(country.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> byCountry() {
        var byCountry = new HashMap<String, String>();
        for (var country : Locale.getISOCountries()) {
            var currency =
                    Currency.getInstance(new Locale.Builder().setRegion(country).build());
            if (currency != null) {
                byCountry.put(country, currency.getCurrencyCode());
            }
        }
        return Map.copyOf(byCountry);
    }

    private static String ofLanguage(String language) {
        if (language == null) {
            return null;
        }
        var locale = Locale.forLanguageTag(language.strip().replace('_', '-'));
        var byRegion = ofCountry(locale.getCountry());
        return byRegion == null ? BY_LANGUAGE.get(locale.getLanguage()) : byRegion;
    }
}
