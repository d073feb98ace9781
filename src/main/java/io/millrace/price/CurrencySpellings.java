package io.millrace.price;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How the world writes its currencies. */
final class CurrencySpellings {
    private static final String LOCAL = "@";
    private static final int CODE = 4;

    private static final List<String> LINES = WordFile.lines(CurrencySpellings.class, "currencies.txt");

    /** The spellings and what they mean, as {@code currencies.txt} has them: {@code kr=SEK NOK DKK ISK}. */
    static final List<String> SYMBOLS = LINES.stream()
            .filter(line -> !line.startsWith(LOCAL))
            .flatMap(line -> Arrays.stream(line.split("\\|")))
            .toList();

    /** By currency, spellings that mean nothing but where that currency is at home. */
    static final Map<String, List<String>> LOCALS = LINES.stream()
            .filter(line -> line.startsWith(LOCAL))
            .collect(Collectors.toUnmodifiableMap(
                    line -> line.substring(1, CODE),
                    line -> List.of(line.substring(CODE + 1).split("\\|"))));

    /** Codes that are no words of a language when written in lower case. */
    static final String LOWER_CASE_CODES =
            "eur usd gbp chf pln czk sek nok dkk huf inr aud nzd jpy cny krw rub uah sgd hkd brl zar aed thb myr idr vnd";

    /** The same with a capital. */
    static final String TITLE_CASE_CODES =
            "Usd Gbp Chf Pln Czk Nok Dkk Huf Inr Aud Nzd Jpy Cny Krw Uah Sgd Hkd Brl Aed Thb Myr Idr Vnd Kwd Qar Pkr Kes Ngn";

    /** ISO 4217's, but for metals and funds. */
    static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code ->
                    !code.startsWith("X") || Set.of("XAF", "XOF", "XPF", "XCD").contains(code))
            .collect(Collectors.toUnmodifiableSet());

    private CurrencySpellings() {}
}
