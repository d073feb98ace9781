package io.millrace.price;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Words beside a number that say what it is. Each language of Europe's large shops, and a few more. */
final class PriceWords {
    /** What follows is the cost or the threshold of a delivery, a saving, a deposit: never the price. */
    private static final Set<String> OTHER_COSTS = words("""
            shipping delivery postage p&p freight deposit save saving savings discount coupon voucher cashback orders
            versand versandkosten versandkostenfrei lieferung lieferkosten sparen spare ersparnis rabatt gutschein pfand ab-bestellwert
            livraison port économisez economisez remise réduction bon consigne spedizione consegna risparmi sconto
            envío envio gastos ahorra ahorras descuento frete entrega desconto economize verzending verzendkosten bespaar korting
            frakt leverans leverering rabat spar spara dostawa dostawy wysyłka oszczędzasz doprava dopravné sleva ušetříte
            送料 配送料 割引 доставка скидка""");

    /** What follows is an earlier or recommended price: it counts only where there is no other. */
    private static final Set<String> LIST_PRICE = words("""
            was list rrp msrp srp instead regular before originally old previously retail compare
            statt uvp bisher vorher früher ehemals alt listenpreis streichpreis
            barré conseillé lieu avant ancien prezzo-consigliato consigliato anziché invece listino antes recomendado pvpr
            adviesprijs van ord tidligere førpris veil cena-katalogowa katalogowa najniższa původně původní běžná 定価 参考価格 通常価格""");

    /** What precedes was a rate or an instalment: it counts only where there is no other. */
    private static final Set<String> RATES = words("""
            per pro je month mo mth monthly monat mtl monatlich mois mese mes mês maand kg g l ml 100g 100ml liter litre m² year yr
            week day night installment installments instalments payments""");

    private static final Set<String> WITHOUT_TAX = words("excl exc exkl ex ht netto net hors ohne senza sin");

    private static final Set<String> MULTIPLIERS =
            words("million millions billion thousand lakh lakhs lac crore crores mio mio. mrd k m bn tsd");

    private static final Set<String> PRICE_WORDS = words("""
            price prices in only now just our from sale your today buy it for the total cost incl inc excl ex vat tax inkl zzgl mwst ust
            preis nur jetzt ab von unser angebot stück prix à partir de seulement ttc prezzo da solo ora precio desde solo ahora
            preço por a partir prijs nu vanaf nu pris från fra nu cena od tylko już jen teraz cijena ár цена от fiyat 価格 税込 税抜 가격 each
            msrp rrp uvp was""");

    private static final Set<String> FREE =
            words("free gratis kostenlos umsonst gratuit gratuito gratuita za-darmo zdarma 無料 무료 бесплатно ingyenes");

    private static final Set<String> RANGE = words("- – — ~ to bis à a do až til tot al até ～");

    private PriceWords() {}

    private static Set<String> words(String text) {
        return Set.of(Arrays.stream(text.strip().split("\\s+")).distinct().toArray(String[]::new));
    }

    static boolean otherCost(String before) {
        return any(before, OTHER_COSTS);
    }

    /** Whether a number is a delivery cost or a saving, by the word right behind it: "£12.00 delivery". */
    static boolean otherCostBehind(String behind) {
        return OTHER_COSTS.contains(firstWord(behind.strip()));
    }

    static boolean listPrice(String before) {
        return any(before, LIST_PRICE);
    }

    /** Whether a number is one of many payments or a price of a unit, by what stands right behind it. */
    static boolean rate(String behind) {
        var text = behind.strip();
        if (text.startsWith("/")) {
            return true;
        }
        return RATES.contains(firstWord(text));
    }

    static boolean withoutTaxBefore(String before) {
        return any(before, WITHOUT_TAX);
    }

    static boolean withoutTaxBehind(String behind) {
        var text = behind.strip();
        return WITHOUT_TAX.contains(firstWord(text.startsWith("(") ? text.substring(1) : text));
    }

    static boolean multiplier(String behind) {
        return MULTIPLIERS.contains(firstWord(behind.strip()))
                || !behind.isEmpty() && "万億亿만억".indexOf(behind.charAt(0)) >= 0;
    }

    static boolean free(String text) {
        return FREE.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    static boolean range(String between) {
        return RANGE.contains(between.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether a text holds no words but those that stand beside prices. */
    static boolean onlyPriceWords(String text) {
        for (var word : split(text)) {
            if (!PRICE_WORDS.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(String text, Set<String> words) {
        for (var word : split(text)) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && inWord(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static Iterable<String> split(String text) {
        var words = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean in = i < text.length() && inWord(text.charAt(i));
            if (in && start < 0) {
                start = i;
            } else if (!in && start >= 0) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
        return words;
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || c == '²' || c == '&';
    }
}
