package io.millrace.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the keys of data islands speak of, by the words that they are made of. Confined to one extraction. */
final class IslandKeys {
    static final int PRICE = 1;
    /** Of an earlier or recommended price. */
    static final int LIST = 2;
    /** Of the price to pay, where there is another beside it. */
    static final int NOW = 4;
    /** Of an amount that is no price of the product: per unit, without tax, saved, for members, delivery. */
    static final int OTHER = 8;
    /** Of other products, of a cart, of settings. */
    static final int ELSEWHERE = 16;
    /** Of the variants of one product. */
    static final int VARIANTS = 32;
    /** Of what holds prices. */
    static final int OFFER = 64;
    /** Of an amount inside of what is a price. */
    static final int AMOUNT = 128;

    static final int CURRENCY = 256;
    /** Of the lowest or highest of several prices. */
    static final int BOUND = 512;
    /** With tax, whatever else the key says of it. */
    private static final int GROSS = 1024;

    private static final Map<String, Integer> WORDS = new HashMap<>();

    static {
        note(PRICE, """
                price prices pricing preis prix precio preco prezzo unitprice saleprice specialprice finalprice currentprice
                listprice oldprice originalprice regularprice""");
        note(LIST, """
                list compare original regular old was before strike strikethrough crossed rrp msrp uvp srp retail
                listprice oldprice originalprice regularprice recommended suggested full standard normal initial previous comparative""");
        note(NOW, """
                sale special final current now selling sell actual discounted promo promotional promotion reduced offer
                today effective active saleprice specialprice finalprice currentprice""");
        note(OTHER, """
                unit base ex excl exclusive excluding net netto without tf ht tax taxes vat vats shipping delivery month
                monthly installment installments instalment instalments rate deposit saving savings save saved discount
                discounts off percent percentage points valid until type
                from start starting wholesale cost purchase insurance warranty member members club loyalty plus prime
                subscription subscribe diff difference advantage count tier tiers bulk quantity qty minimal total
                subtotal fee fees bid reserve estimate estimated history alert guarantee filter sort facet score
                prediction gift basis per b2b employee bundle trade buyback refund credit coupon voucher""");
        note(ELSEWHERE, """
                related similar recommendation recommendations recommended recently viewed cart basket minicart bag
                wishlist upsell upsells crosssell crosssells cross also bought bundle bundles accessories accessory
                alternatives alternative complementary complements sponsored ads impressions search suggestions popular
                bestsellers trending history checkout order orders purchase purchases transaction shipping delivery
                payment warranty warranties insurance services addons protection reviews newsletter menu navigation
                translations i18n messages locale intl remove facets filters recos carousel
                carousels frequently together looks outfit lineitems compare comparison facet seller sellers used
                refurbished tradein installments giftcards giftcard""");
        note(VARIANTS, """
                variants variant variations variation skus children simples units models sizes versions
                offers variantdata combinations""");
        note(OFFER, "offer offers buybox money");
        note(AMOUNT, "amount value raw formatted gross display");
        note(BOUND, "range min minimum max maximum low lowest high highest");
        note(CURRENCY, "currency currencycode isocode iso4217 valuta waehrung devise moneda");
        note(GROSS, "incl including inclusive with inc ati ttc gross brutto");
    }

    private final Map<String, Integer> known = new HashMap<>();

    private static void note(int kind, String words) {
        Arrays.stream(words.strip().split("\\s+"))
                .forEach(word -> WORDS.merge(word, kind, (one, other) -> one | other));
    }

    /** The kinds of a key. */
    int of(String key) {
        return known.computeIfAbsent(key, IslandKeys::kinds);
    }

    private static int kinds(String key) {
        int kinds = 0;
        int start = 0;
        boolean lower = false;
        for (int i = 0; i <= key.length(); i++) {
            char c = i < key.length() ? key.charAt(i) : ' ';
            boolean letter = Character.isLetterOrDigit(c);
            boolean hump = lower && Character.isUpperCase(c);
            if (!letter || hump) {
                kinds |= WORDS.getOrDefault(key.substring(start, i).toLowerCase(Locale.ROOT), 0);
                start = letter ? i : i + 1;
            }
            lower = letter && !Character.isUpperCase(c);
        }
        return (kinds & GROSS) != 0 ? kinds & ~OTHER | NOW : kinds;
    }

    /** A key without what it is written with: "product_id" and "productId" are "productid". */
    static String plain(String key) {
        var plain = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            if (Character.isLetterOrDigit(key.charAt(i))) {
                plain.append(Character.toLowerCase(key.charAt(i)));
            }
        }
        return plain.toString();
    }
}
