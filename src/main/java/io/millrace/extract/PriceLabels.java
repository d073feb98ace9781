package io.millrace.extract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words before a price that say that it is not the one to pay; beside those of {@code PriceRole}. */
final class PriceLabels {
    /** An earlier price, or one that bidding begins with. */
    private static final List<String> LIST = words("""
            starting price|starting bid|opening bid|start price|startpreis|prix de départ|mise à prix|base d'asta|precio de salida|
            retail price|list price|catalogue price|rec. price|recommended|typical price|normal price|reg. price|reg.|orig.|
            normalpreis|listenpreis|ursprünglich|ehem.|niedrigster preis|30-tage|niedrigster gesamtpreis|vorheriger|
            au lieu de|prix conseillé|prix le plus bas|prix de référence|prix public|précio anterior|precio anterior|precio original|
            antes|tachado|prezzo di listino|prezzo precedente|prezzo più basso|anziché|invece di|preço anterior|preço original|
            van voor|adviesprijs|oude prijs|normaal|laagste prijs|najniższa cena|cena regularna|poprzednia|cena katalogowa|
            ord. pris|ordinarie|tidigare|lägsta pris|førpris|vejl|normalpris|vanlig pris|veiledende|ovh|norm.|běžná cena|původní|
            bežná cena|pôvodná|doporučená|eredeti ár|korábbi|preț recomandat|prp|preț vechi|önceki|eski fiyat|piyasa|
            старая цена|обычная цена|звичайна|参考価格|通常価格|メーカー希望|定価|原價|市价|市價|原价|정가|정상가|소비자가|
            estimate|est.|schätzpreis|estimation|stima|סה\"כ לפני|במקום|מחיר מחירון|بدلا من""");

    /** A price in another currency, of a part, of another offer. */
    private static final List<String> OTHER = words("""
            approx|approximately|approximate|circa|environ|ungefähr|≈|monthly payment|per month|buy used|used from|refurbished from|
            gebraucht ab|d'occasion|occasion dès|usato da|trade in|trade-in|up to|bis zu|jusqu'à|fino a|hasta|minimum order|
            mindestbestellwert|versandkostenfrei ab|gratis ab|orders over|orders above|points worth|gift card|with coupon|
            with code|mit code|shipping|postage|monatlich|mensual|/mes|mensile|first month|fees|buyer's premium|ship to""");

    private static final Pattern NET = Pattern.compile(
            "(?iu)\\b(ex\\.? ?(tax|vat)|excl\\.? ?(tax|vat|btw|mwst|gst)|netto|net|zzgl\\.? mwst|ohne mwst"
                    + "|hors taxes?|ht|sin iva|senza iva|iva esclusa|bez dph|bez vat|ekskl\\.? moms|exkl\\.? moms|без ндс)\\b|税抜|税別");

    private static final Pattern SAVING = Pattern.compile(
            "(?i)\\b(off|save[sd]?|saving|trade-in|rabatt|sparen|économis|ahorr|risparmi|cashback|gutschein|coupon)\\b");

    private PriceLabels() {}

    private static List<String> words(String text) {
        return Arrays.stream(text.replace("\n", "").split("\\|"))
                .map(String::strip)
                .toList();
    }

    static boolean list(String before) {
        return ends(before, LIST);
    }

    static boolean other(String before) {
        return ends(before, OTHER);
    }

    /** Whether a text with an amount speaks of what is saved or paid in exchange. */
    static boolean saving(String words) {
        return SAVING.matcher(words).find();
    }

    /** Whether a text says that an amount is without tax, beside which there is the price to pay. */
    static boolean net(String words) {
        return NET.matcher(words).find();
    }

    /** Whether one of the words stands in the last line before the price. */
    private static boolean ends(String before, List<String> words) {
        var plain = before.strip().toLowerCase(Locale.ROOT);
        var line = plain.substring(plain.lastIndexOf('\n') + 1);
        return !line.isEmpty() && words.stream().anyMatch(word -> holds(line, word));
    }

    private static boolean holds(String line, String word) {
        int at = line.indexOf(word);
        return at >= 0
                && (at == 0
                        || !Character.isLetter(line.charAt(at - 1))
                        || !Character.isLetter(word.charAt(0))
                        || word.charAt(0) > 0x2000);
    }
}
