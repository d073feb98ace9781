package io.millrace.price;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words beside a number that say what it is. Each language of Europe's large shops, and a few more. */
final class PriceWords {
    /** What follows is the cost or the threshold of a delivery, a saving, a deposit: never the price. */
    private static final Set<String> OTHER_COSTS = words("""
            shipping delivery postage p&p freight deposit saving savings discount coupon voucher cashback orders
            versand versandkosten versandkostenfrei lieferung lieferkosten ersparnis rabatt gutschein pfand
            livraison port remise réduction bon consigne spedizione consegna sconto
            envío envio gastos descuento frete entrega desconto verzending verzendkosten korting
            frakt leverans levering rabat dostawa dostawy wysyłka doprava dopravné sleva zniżka kargo indirim szállítás kedvezmény
            toimitus toimituskulut alennus livrare reducere доставка доставки скидка знижка αποστολή έκπτωση
            送料 配送料 割引 运费 邮费 배송비 할인""");

    /** The same, by a verb: it speaks of the number that follows, and of the one before only where none follows. */
    private static final Set<String> SAVING = words("""
            save sparen spare économisez economisez risparmi risparmia ahorra ahorras economize bespaar
            spar spara oszczędzasz ušetříte ušetřete säästä megtakarítás economisiți""");

    /** What follows is an earlier or recommended price: it counts only where there is no other. */
    private static final Set<String> LIST_PRICE = words("""
            was list rrp msrp srp instead regular before originally old previously retail compare
            mrp reg orig prev reduced statt uvp bisher vorher früher ehemals alt listenpreis streichpreis
            barré conseillé lieu avant ancien prezzo-consigliato consigliato anziché invece listino antes recomendado pvpr
            adviesprijs van ord tidligere førpris før veil cena-katalogowa katalogowa najniższa původně původní běžná
            ordinarie ordinær normalhinta eredeti listaár regularna poprzednia stara doporučená pôvodná bežná prp vechi αρχική eski liste
            anterior normalpris vejl vejledende oude norm ovh suositushinta tavahind redovna mpc tidigare rek
            регулярная старая была стара була במקום 定価 参考価格 通常価格 希望小売価格 メーカー希望小売価格 原价 原價 市场价 정가""");

    /** Between two prices: the first is the earlier one. */
    private static final Set<String> NOW =
            words("now jetzt nun nu ora ahora agora maintenant por teraz teď nyní most şimdi теперь сейчас");

    /** What precedes was a rate or an instalment: it counts only where there is no other. */
    private static final Set<String> RATES = words("""
            per pro je month mo mth monthly monat mtl monatlich mois mese mes mês maand kg g l ml 100g 100ml liter litre m² year yr
            week day night installment installments instalments payments""");

    private static final Set<String> PIECES = words("""
            stk stück stueck st pc pcs piece pieces each ea item unit stuk stuks pièce pz pezzo pza pieza unidad unid un und ud ks kus
            szt sztuka kpl db adet buc шт штука бр τεμ τμχ kom kos tk gab vnt 件 個 个 台 本 枚 点 개 cái chiếc ชิ้น قطعة יח""");

    private static final Set<String> WITHOUT_TAX =
            words("excl exc exkl ex ht netto net hors ohne senza sin bez без sem uden utan eks ilman 税抜 税抜き 税別");

    private static final Set<String> MULTIPLIERS = words("""
            million millions billion thousand lakh lakhs lac crore crores mio mrd k m bn tsd mln mld mlrd mn tys tis mkr tkr
            millones millón mil milhão milhões miljoen miljard miljoner mila milioni juta rb ribu jt tr triệu nghìn ngàn cr lacs mil b bin milyon ezer millió tisíc tuhatta хиляди ألف مليون हजार हज़ार लाख करोड़ พัน หมื่น ล้าน
            млн млрд тыс тис""");

    /** Right behind a number they make it a size, a weight, a time or a mark. */
    private static final Set<String> UNITS = words("""
            mm cm km kg g mg l ml cl dl oz lb lbs inch inches zoll ft gb tb mb mah w kw kwh v hz mhz ghz px mp m² m³ km² cm³ °c
            uhr h min sec sek stunden minuten hours minutes days tage jahre years
            star stars sterne stelle étoiles estrellas estrelas reviews ratings bewertungen rezensionen avis opinioni recensioni opiniones valoraciones avaliações beoordelingen
            opinii recenzí hodnocení vélemény recensioner anmeldelser arvostelua отзывов отзыва відгуків yorum von out шт см мм кг г л мл""");

    /** What follows is a number of an article, a page or a telephone. */
    private static final Set<String> ARTICLES = words("""
            no nr ref sku art artikel artikelnummer item model ean upc isbn gtin asin mpn id code tel telefon phone fax mobile page seite
            арт артикул код тел 商品番号 型番 品番""");

    private static final Set<String> AND = words(", und et and y e i en och og и");

    private static final Set<String> PRICE_WORDS = words("""
            price prices in only now just our from sale your today buy it for the total cost incl inc excl ex vat tax inkl zzgl mwst ust
            preis nur jetzt ab von unser angebot stück prix à partir de seulement ttc prezzo da solo ora precio desde solo ahora
            preço por a partir prijs nu vanaf nu pris från fra nu cena od tylko już jen teraz cijena ár цена от fiyat 価格 税込 税抜 가격 each item piece unit pack set
            all ca approx circa about around approximately starting at as low net gross brutto netto ht hors taxes
            pro per stk stuck st ea pc pcs buc szt ks kus db pezzo pieza unidad unité pièce adet шт
            à dès de des desde partir vanaf alkaen från fra nuo alates kuni alkaen ξεκινώντας από τιμή hinta kaina hind ціна від от od
            nyt nou oferta angebotspreis sonderpreis aktionspreis sale offer tilbud erbjudande tarjous deal special promo promoción final finale
            endpreis gesamt gesamtpreis summe totale importe final valor value amount betrag montant summa suma razem celkem
            vb vhb fp bei voor pour za por guide fixed firm ono obo neg negotiable
            价格 價格 售价 特价 定価 通常価格 特別価格 販売価格 本体価格 税別 税抜き 판매가 ราคา giá harga السعر سعر מחיר कीमत""");

    /** Words that have them within speak of a price. */
    private static final List<String> STEMS = List.of(
            "preis", "price", "prijs", "pris", "prix", "precio", "preço", "prezz", "cena", "ceny", "цен", "hinta", "價",
            "价");

    private static final Set<String> FREE = Set.of("""
            free|gratis|kostenlos|umsonst|zu verschenken|gratuit|gratuite|gratuito|gratuita|grátis|za darmo|zdarma|zadarmo|ingyenes|ingyen
            ilmainen|ilmaiseksi|tasuta|nemokamai|bezmaksas|brezplačno|besplatno|бесплатно|безкоштовно|безплатно|бясплатна|даром
            δωρεάν|ücretsiz|bedava|ókeypis|无料|無料|免费|免費|무료|ฟรี|miễn phí|percuma|libre|مجاني|مجانا|مجاناً|رایگان|חינם|मुफ़्त|मुफ्त""".split("[|\n]"));

    private static final Set<String> RANGE =
            words("- – — ~ to bis à a do až til till tot al até ～ до έως kuni iki līdz đến ถึง から");

    private static final int LONGEST_FREE = 20;

    private PriceWords() {}

    private static Set<String> words(String text) {
        return Set.of(Arrays.stream(text.strip().split("\\s+")).distinct().toArray(String[]::new));
    }

    static boolean otherCost(Gap before) {
        return any(before, OTHER_COSTS) || any(before, SAVING);
    }

    /** Whether a number is a delivery cost, by the word right behind it: "£12.00 delivery". */
    static boolean otherCostBehind(Gap behind) {
        return OTHER_COSTS.contains(behind.first());
    }

    /** Whether a number is a saving, by the verb right behind it: "5 € sparen". */
    static boolean savingBehind(Gap behind) {
        return SAVING.contains(behind.first());
    }

    /** Whether a number is an earlier price, by all that stands between it and the next: "£20 now £15". */
    static boolean now(Gap between) {
        return between.words().size() == 1 && NOW.contains(between.last());
    }

    /** Whether a number is a size, a weight, a time or a mark, by the word right behind it. */
    static boolean unit(Gap behind) {
        return UNITS.contains(behind.first()) || behind.startsWith('"') || behind.startsWith('″');
    }

    /** Whether a number is an article's or a telephone's, by the last word before it. */
    static boolean article(Gap before) {
        return ARTICLES.contains(before.last()) || before.endsWith('#') || before.endsWith('№') || before.endsWith('©');
    }

    /** Whether a text speaks of a rating. */
    static boolean stars(String text) {
        return text.indexOf('★') >= 0 || text.indexOf('☆') >= 0 || text.indexOf('⭐') >= 0;
    }

    /** Whether a number and the one before are one amount, by all that stands between: "12 euros et 50 centimes". */
    static boolean and(Gap between) {
        return between.isBlank() || AND.contains(between.only());
    }

    static boolean listPrice(Gap before) {
        return any(before, LIST_PRICE);
    }

    /** Whether a number is one of many payments or a price of a unit, by what stands right behind it. */
    static boolean rate(Gap behind) {
        return behind.startsWith('/') || RATES.contains(behind.first());
    }

    /** Whether what it is a price of, behind a stroke, is what one buys: "/ Stück". */
    static boolean perPiece(Gap behind) {
        return behind.startsWith('/')
                && !behind.words().isEmpty()
                && PIECES.contains(behind.words().get(0));
    }

    static boolean withoutTaxBefore(Gap before) {
        return any(before, WITHOUT_TAX);
    }

    static boolean withoutTaxBehind(Gap behind) {
        return WITHOUT_TAX.contains(behind.firstInBrackets());
    }

    static boolean multiplier(Gap behind) {
        return MULTIPLIERS.contains(behind.first())
                || !behind.text().isEmpty() && multiplier(behind.text().charAt(0));
    }

    /** Whether it multiplies the number beside it, in the counting of East Asia. */
    static boolean multiplier(char c) {
        return "万萬億亿만억천千".indexOf(c) >= 0;
    }

    static boolean free(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && !Gap.inWord(text.charAt(start))) {
            start++;
        }
        while (end > start && " !.:*-".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end - start <= LONGEST_FREE
                && FREE.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    static boolean range(Gap between) {
        return RANGE.contains(between.only());
    }

    /** Whether a text holds no words but those that stand beside prices. */
    static boolean onlyPriceWords(Gap text) {
        for (var word : text.words()) {
            if (!PRICE_WORDS.contains(word)
                    && !compound(word)
                    && !LIST_PRICE.contains(word)
                    && !RATES.contains(word)
                    && !WITHOUT_TAX.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** "Kaufpreis", "Verkoopprijs", "prisen". */
    private static boolean compound(String word) {
        for (var stem : STEMS) {
            if (word.contains(stem)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(Gap text, Set<String> words) {
        for (var word : text.words()) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
