package io.millrace.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the words in classes, ids and the like say of an element, in the words that shops everywhere use. Confined to one page. */
final class Names {
    static final int PRICE = 1;
    /** An earlier or recommended price. */
    static final int LIST = 2;
    /** Beside a price, but none: a delivery cost, an instalment, a saving. */
    static final int NO_PRICE = 4;
    /** Of other products, or of the site itself. */
    static final int ELSEWHERE = 8;
    /** Of the availability. */
    static final int STOCK = 16;
    /** The price that counts now. */
    static final int CURRENT = 32;

    /** An earlier price where it is said of a price, otherwise anything. */
    static final int LIST_OF_PRICE = 64;
    /** A saving, or the price before it. */
    static final int REDUCTION = 256;
    /** With or without taxes: one of two prices, or the only one. */
    static final int TAX = 128;

    private static final Map<String, Integer> WORDS = new HashMap<>();
    private static final String[] PRICES = {
        "price", "preis", "prix", "precio", "prezzo", "preco", "cena", "amount", "pris", "hinta", "fiyat", "prijs"
    };

    static {
        note(LIST, """
                old was strike striked strikethrough rrp uvp msrp compare barre barred
                crossed ancien anterior oldprice listprice wasprice crossedout strikeout rrpprice
                ordinary pseudo tachado barrato ordinario normalprice undiscounted suggested pvp antigo""");
        note(LIST_OF_PRICE, "list before regular through original previous full retail alt base origin standard std");
        note(NO_PRICE, """
                shipping delivery versand lieferung livraison unit per installment installments instalment instalments finance financing
                credit monthly month saving savings save discount voucher coupon points deposit filter trade tradein used
                warranty insurance protection swatch subscribe klarna afterpay paypal baseprice grundpreis unitprice
                unitpricing ppu zip affirm clearpay laybuy leasing rate rates rata raty loyalty cashback threshold
                secondhand refurbished premium bids member members medlem clubcard""");
        note(ELSEWHERE, """
                related recommend recommended recommendation recommendations similar carousel slider swiper upsell crosssell cross
                accessory accessories sponsored ads ad also bought together footer nav navigation menu minicart header
                review reviews comparison bundle bundles recently viewed history suggestions banner breadcrumb breadcrumbs
                modal popup cookie teaser tile tiles newsletter alternatives variants accessoires vergleich faq
                recos reco recs upsells crosssells crossselling upselling bestseller bestsellers frequently toplist toplista
                megamenu topbar wishlist aehnliche""");
        note(STOCK, """
                stock availability available avail lager verfuegbarkeit dispo disponibilite disponibilita disponibilidad
                inventory lieferzeit lieferbarkeit instock outofstock soldout dostupnost dostepnosc voorraad status
                disponibilidade shipment""");
        note(REDUCTION, "discount saving savings save");
        note(TAX, "tax taxes vat gst mwst iva tva dph moms ttc");
        note(CURRENT, """
                current now final actual sale special today reduced offer selling sales sell main big large highlight new
                aktuell aktuelle buybox""");
    }

    private final String text;
    private final Remembered<Integer> known;
    private final Remembered<Integer> words;

    /** The names in a page's markup. */
    Names(String text) {
        this.text = text;
        this.known = new Remembered<>(text, this::kinds);
        this.words = new Remembered<>(text, this::word);
    }

    private static void note(int kind, String words) {
        Arrays.stream(words.strip().split("\\s+"))
                .forEach(word -> WORDS.merge(word, kind, (one, other) -> one | other));
    }

    /** What {@link #kinds} says of names that come again and again. */
    int known(int from, int to) {
        return known.of(from, to);
    }

    /** The kinds that the words between two places name: "actionOldPrice" and "price--old" are an earlier price. */
    int kinds(int from, int to) {
        int kinds = 0;
        int start = from;
        boolean lower = false;
        for (int i = from; i <= to; i++) {
            char c = i < to ? text.charAt(i) : ' ';
            boolean letter = Character.isLetterOrDigit(c);
            boolean hump = lower && Character.isUpperCase(c);
            if (!letter || hump) {
                kinds |= i > start + 1 ? words.of(start, i) : 0;
                start = letter ? i : i + 1;
            }
            lower = letter && !Character.isUpperCase(c);
        }
        return kinds;
    }

    private int word(int from, int to) {
        var plain = text.substring(from, to).toLowerCase(Locale.ROOT);
        int kinds = WORDS.getOrDefault(plain, 0);
        for (var price : PRICES) {
            if (plain.contains(price)) {
                return kinds | PRICE;
            }
        }
        return kinds;
    }
}
