package io.millrace.price;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Symbols, names and codes of currencies, and how an ambiguous one is settled. */
final class Currencies {
    /** Spelling, then the currencies that it can mean; "!" behind the first: that one where no hint says otherwise. */
    private static final String SYMBOLS = """
            €=EUR|£=GBP! EGP LBP SYP|$=USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS UYU BRL DOP JMD TTD BBD NAD FJD BSD BZD
            ¥=JPY CNY|元=CNY TWD HKD|円=JPY|圓=TWD HKD|원=KRW|₩=KRW|₹=INR|₽=RUB|₴=UAH|₸=KZT|₺=TRY|₪=ILS|₫=VND
            ฿=THB|₱=PHP|₦=NGN|₵=GHS|GH₵=GHS|₡=CRC|₲=PYG|₼=AZN|₾=GEL|֏=AMD|৳=BDT|₮=MNT|₭=LAK|៛=KHR|₨=INR PKR LKR NPR MUR SCR
            ﷼=SAR IRR QAR OMR YER|US$=USD|US $=USD|U$S=USD|USD$=USD|$US=USD|CA$=CAD|C$=CAD|CAD$=CAD|CDN$=CAD|$CA=CAD
            A$=AUD|AU$=AUD|AUD$=AUD|NZ$=NZD|S$=SGD|SG$=SGD|HK$=HKD|NT$=TWD|MX$=MXN|MEX$=MXN|Mex$=MXN|AU $=AUD|C $=CAD|CA $=CAD|NZ $=NZD|HK $=HKD|$ US=USD|$ CA=CAD|$ CAN=CAD|R$=BRL|CLP$=CLP|COL$=COP|AR$=ARS
            RD$=DOP|J$=JMD|TT$=TTD|N$=NAD|B$=BND BSD|Z$=ZWL|S/=PEN|S/.=PEN|B/.=PAB|Rs=INR PKR LKR NPR MUR SCR|Rs.=INR PKR LKR NPR MUR SCR
            RS.=INR PKR LKR NPR MUR SCR|R=ZAR|RM=MYR|Rp=IDR|Rp.=IDR|IDR=IDR|Kč=CZK|kč=CZK|KČ=CZK|zł=PLN|ZŁ=PLN|Zł=PLN|zl=PLN|Ft=HUF
            FT=HUF|lei=RON! MDL|Lei=RON! MDL|LEI=RON! MDL|kn=HRK|din=RSD|KD=KWD|JD=JOD|Bs=BOB VES|Bs.=BOB VES|лв=BGN|лв.=BGN|руб=RUB|руб.=RUB|Руб=RUB|Руб.=RUB|рублей=RUB|р.=RUB|₽.=RUB
            грн=UAH|грн.=UAH|тг=KZT|тг.=KZT|дин=RSD|дин.=RSD|din.=RSD|ден=MKD|TL=TRY|tl=TRY|NIS=ILS|ש"ח=ILS|ש״ח=ILS|שח=ILS|₪.=ILS
            ر.س=SAR|ر.س.=SAR|د.إ=AED|ج.م=EGP|د.ك=KWD|ر.ق=QAR|ر.ع.=OMR|د.ب=BHD|ریال=IRR|درهم=AED MAD|جنيه=EGP|ريال=SAR QAR OMR YER
            Dhs=AED MAD|Dhs.=AED MAD|DH=MAD AED|Dh=AED MAD|DHS=AED MAD|đ=VND|Đ=VND|บาท=THB|KSh=KES|Ksh=KES|KES=KES|KSH=KES
            TSh=TZS|USh=UGX|FCFA=XOF XAF|CFA=XOF XAF|F CFA=XOF XAF|DT=TND|Tk=BDT|Tk.=BDT
            kr=SEK NOK DKK ISK|kr.=SEK NOK DKK ISK|Kr=SEK NOK DKK ISK|Kr.=SEK NOK DKK ISK|KR=SEK NOK DKK ISK|SFr=CHF|SFr.=CHF
            Fr=CHF|Fr.=CHF|fr.=CHF|CHF=CHF|RMB=CNY|人民币=CNY|日元=JPY|港币=HKD|新台幣=TWD|¢=USD CAD AUD NZD EUR|EURO=EUR|Euro=EUR|euro=EUR
            Euros=EUR|euros=EUR|EUROS=EUR|Eur=EUR|€uro=EUR|ευρώ=EUR|евро=EUR|eura=EUR|pounds=GBP|dollars=USD CAD AUD NZD
            złotych=PLN|koruna=CZK|yen=JPY|rupees=INR PKR LKR NPR|reais=BRL|pesos=MXN CLP COP ARS UYU PHP DOP""";

    /** Codes that are no words of a language when written in lower case. */
    private static final String LOWER_CASE_CODES =
            "eur usd gbp chf pln czk sek nok dkk huf inr aud nzd jpy cny krw rub uah sgd hkd brl zar aed thb myr idr vnd";

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
            Map.entry("ur", "PKR"),
            Map.entry("ne", "NPR"),
            Map.entry("si", "LKR"),
            Map.entry("fa", "IRR"),
            Map.entry("ro", "RON"));

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code ->
                    !code.startsWith("X") || Set.of("XAF", "XOF", "XPF", "XCD").contains(code))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> BY_COUNTRY = byCountry();

    private static final Map<String, Sign> SIGNS = signs();
    private static final Map<Character, List<Sign>> BY_FIRST_CHARACTER = byFirstCharacter();

    private Currencies() {}

    /**
     * A spelling and what it can mean.
     *
     * @param codes never empty
     * @param leading whether the first code stands where no hint decides
     */
    record Sign(String spelling, List<String> codes, boolean leading) {
        boolean letterFirst() {
            return alphabetic(spelling.charAt(0));
        }

        boolean letterLast() {
            return alphabetic(spelling.charAt(spelling.length() - 1));
        }
    }

    private static Map<String, Sign> signs() {
        var signs = new HashMap<String, Sign>();
        CODES.forEach(code -> signs.put(code, new Sign(code, List.of(code), true)));
        for (var code : LOWER_CASE_CODES.split(" ")) {
            signs.put(code, new Sign(code, List.of(code.toUpperCase(Locale.ROOT)), true));
        }
        for (var entry : SYMBOLS.split("[|\n]")) {
            int equals = entry.indexOf('=');
            var spelling = entry.substring(0, equals);
            var codes = List.of(entry.substring(equals + 1).replace("!", "").split(" "));
            signs.put(spelling, new Sign(spelling, codes, codes.size() == 1 || entry.contains("!")));
        }
        return Map.copyOf(signs);
    }

    private static Map<Character, List<Sign>> byFirstCharacter() {
        var signs = new HashMap<Character, List<Sign>>();
        for (var sign : SIGNS.values()) {
            signs.computeIfAbsent(sign.spelling().charAt(0), c -> new ArrayList<>())
                    .add(sign);
        }
        var longestFirst =
                Comparator.comparingInt((Sign sign) -> sign.spelling().length()).reversed();
        signs.values().forEach(list -> list.sort(longestFirst));
        return signs;
    }

    /** The longest sign at an index of a normalised text, standing as a word of its own; or null. */
    static Sign at(String text, int i) {
        for (var sign : BY_FIRST_CHARACTER.getOrDefault(text.charAt(i), List.of())) {
            int end = i + sign.spelling().length();
            if (text.startsWith(sign.spelling(), i)
                    && !(sign.letterFirst() && i > 0 && alphabetic(text.charAt(i - 1)))
                    && !(sign.letterLast() && end < text.length() && alphabetic(text.charAt(end)))) {
                return sign;
            }
        }
        return null;
    }

    /** Letters of scripts that put spaces between words; 円 and 원 stand right beside other letters. */
    static boolean alphabetic(int c) {
        return Character.isLetter(c)
                && switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> false;
                    default -> true;
                };
    }

    /** The sign of exactly that spelling, or null. */
    static Sign spelled(String spelling) {
        return SIGNS.get(spelling);
    }

    /** The sign that a whole text is, whatever its case; or null. */
    static Sign exactly(String text) {
        var sign = SIGNS.get(text);
        return sign == null ? SIGNS.get(text.toUpperCase(Locale.ROOT)) : sign;
    }

    /** The one currency that a sign means under the hints, or null. */
    static String settle(Sign sign, PriceHints hints) {
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
        return sign.leading() ? sign.codes().get(0) : null;
    }

    /** The currency that the hints name, whatever the text says; or null. */
    static String hinted(PriceHints hints) {
        if (hints.currency() == null || hints.currency().isBlank()) {
            return null;
        }
        var sign = exactly(NormalText.of(hints.currency()).strip());
        return sign == null ? null : settle(sign, hints.withoutCurrency());
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
