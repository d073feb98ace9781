package io.millrace.price;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words for the hundredth parts of currencies: "12 Euro 50 Cent", "99p". */
final class Cents {
    /** Spelling, then what it is a part of where it stands alone; nothing where it can be another thing then. */
    private static final String SPELLINGS = """
            p=GBP|pence=GBP|penny=GBP|c=|ct=EUR|cts=|cent=EUR USD CAD AUD NZD|cents=USD CAD AUD NZD EUR|centimes=EUR CHF|centime=EUR CHF
            centesimi=EUR|centimos=EUR|céntimos=EUR|cêntimos=EUR|centavos=|centov=EUR|gr=|grosz=PLN|groszy=PLN|grosze=PLN|haléřů=CZK|hal=
            öre=SEK|øre=DKK NOK|bani=RON MDL|бани=|kuruş=TRY|krş=TRY|kr=|коп=RUB UAH BYN!|копеек=RUB BYN!|копейки=RUB BYN!|копійок=UAH
            ст=BGN|стотинки=BGN|fillér=HUF|lipa=HRK|paise=INR|fils=|halalas=SAR|λεπτά=EUR|σεντ=EUR""";

    private static final Map<String, CurrencySign> SIGNS = signs();

    private Cents() {}

    private static Map<String, CurrencySign> signs() {
        var signs = new HashMap<String, CurrencySign>();
        for (var entry : SPELLINGS.split("[|\n]")) {
            int equals = entry.indexOf('=');
            var spelling = entry.substring(0, equals);
            var codes = Arrays.stream(
                            entry.substring(equals + 1).replace("!", "").split(" "))
                    .filter(code -> !code.isEmpty())
                    .toList();
            signs.put(
                    spelling,
                    new CurrencySign(spelling, List.copyOf(codes), entry.contains("!"), CurrencySign.Place.BEHIND));
        }
        return Map.copyOf(signs);
    }

    /** Whether a number is of a smaller unit, by the word right behind it. */
    static boolean follow(Gap behind) {
        return SIGNS.containsKey(behind.first());
    }

    /** The unit that all of a text behind a number is, but for words that stand beside prices; or null. */
    static CurrencySign alone(Gap behind) {
        var sign = SIGNS.get(behind.first());
        return sign == null || sign.codes().isEmpty() || !PriceWords.onlyPriceWords(behind.behindFirst()) ? null : sign;
    }
}
