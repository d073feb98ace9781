package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Article number, brand and GTIN where the page shows them behind a label: "Art.-Nr.: 4711", or in a table's next cell. */
final class VisibleLabels {
    private static final int LONGEST_LABEL = 40;
    private static final int LONGEST_VALUE = 60;

    private static final Map<OfferField, Set<String>> LABELS = Map.of(
            OfferField.SKU,
            Set.of(
                    "sku",
                    "item number",
                    "item no",
                    "item no.",
                    "item #",
                    "product code",
                    "product number",
                    "product id",
                    "id produto",
                    "id do produto",
                    "model number",
                    "código do produto",
                    "référence article",
                    "item id",
                    "item code",
                    "varenr.",
                    "varenr",
                    "tuotenumero",
                    "ürün kodu",
                    "מק\"ט",
                    "מק״ט",
                    "prekės kodas",
                    "style number",
                    "catalogue number",
                    "asin",
                    "article number",
                    "article no",
                    "article no.",
                    "part number",
                    "art.-nr.",
                    "art.-nr",
                    "art. nr.",
                    "art.nr.",
                    "artikelnummer",
                    "artikel-nr.",
                    "artikel-nr",
                    "bestellnummer",
                    "best.-nr.",
                    "bestell-nr.",
                    "anzeigen-id",
                    "anzeigennummer",
                    "référence",
                    "réf.",
                    "réf",
                    "ref.",
                    "ref",
                    "référence produit",
                    "referencia",
                    "referência",
                    "codice articolo",
                    "codice prodotto",
                    "cod. articolo",
                    "código",
                    "artikelnr.",
                    "artikelnr",
                    "varenummer",
                    "numer katalogowy",
                    "kod produktu",
                    "katalógové číslo",
                    "kód produktu",
                    "kód tovaru",
                    "kód zboží",
                    "cikkszám",
                    "商品番号",
                    "品番",
                    "商品コード",
                    "상품번호",
                    "货号",
                    "артикул",
                    "код товара",
                    "post id",
                    "listing id",
                    "ad id"),
            OfferField.BRAND,
            Set.of(
                    "brand",
                    "brand name",
                    "manufacturer",
                    "make",
                    "make / manufacturer",
                    "make/manufacturer",
                    "make/model",
                    "marke",
                    "hersteller",
                    "marque",
                    "fabricant",
                    "marca",
                    "fabricante",
                    "produttore",
                    "merk",
                    "fabrikant",
                    "varumärke",
                    "merke",
                    "mærke",
                    "tuotemerkki",
                    "marka",
                    "producent",
                    "značka",
                    "výrobca",
                    "výrobce",
                    "márka",
                    "ブランド",
                    "メーカー",
                    "브랜드",
                    "品牌",
                    "бренд",
                    "производитель"),
            OfferField.GTIN,
            Set.of(
                    "ean",
                    "gtin",
                    "upc",
                    "isbn",
                    "isbn-13",
                    "isbn13",
                    "ean-code",
                    "ean code",
                    "ean13",
                    "jan",
                    "barcode",
                    "gtin-13",
                    "ean-13",
                    "codice ean",
                    "código ean"));

    private static final Map<String, OfferField> BY_LABEL = byLabel();

    private VisibleLabels() {}

    private static Map<String, OfferField> byLabel() {
        var fields = new HashMap<String, OfferField>();
        LABELS.forEach((field, labels) -> labels.forEach(label -> fields.put(label, field)));
        return Map.copyOf(fields);
    }

    /** A finding with what is labelled; a field with two different values is left out. */
    static Finding find(PageScan scan, OwnRegion region) {
        var text = scan.text();
        var found = new EnumMap<OfferField, Map<String, Value>>(OfferField.class);
        var leaves = scan.leaves();
        for (int i = 0; i < leaves.size(); i++) {
            var leaf = leaves.get(i);
            if (leaf.length() > LONGEST_LABEL + LONGEST_VALUE) {
                continue;
            }
            var words = text.of(leaf);
            int colon = colon(words);
            var field = BY_LABEL.get(label(words, colon));
            if (field == null || region.inside(leaf) > 0) {
                continue;
            }
            var own = words.substring(Math.min(words.length(), colon + 1)).strip();
            var next = i + 1 < leaves.size() ? text.of(leaves.get(i + 1)).strip() : "";
            var value = own.isEmpty() ? next : own;
            if (fits(field, value)) {
                found.computeIfAbsent(field, one -> new HashMap<>())
                        .putIfAbsent(value.toLowerCase(Locale.ROOT), Value.of(value, Css.path(leaf), false));
            }
        }
        var finding = new Finding(VisiblePrices.METHOD);
        found.forEach((field, values) -> finding.put(
                field, values.size() == 1 ? values.values().iterator().next() : null));
        return finding;
    }

    /** A text without the label that some shops leave in it: "Item # 418295". */
    static String withoutLabel(OfferField field, String text) {
        int colon = colon(text);
        int hash = text.indexOf('#');
        int end = colon < text.length() ? colon : hash < 0 ? text.length() : hash;
        var label = label(text, end);
        boolean known = BY_LABEL.get(label) == field || BY_LABEL.get(label + " #") == field;
        boolean sentence = BY_LABEL.get(label.substring(label.lastIndexOf(' ') + 1)) == field;
        var rest = text.substring(Math.min(text.length(), end + 1)).strip();
        return (known || sentence) && !rest.isEmpty() ? rest : text;
    }

    private static int colon(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) == ':' || words.charAt(i) == '：') {
                return i;
            }
        }
        return words.length();
    }

    private static String label(String words, int end) {
        return end > LONGEST_LABEL ? "" : words.substring(0, end).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean fits(OfferField field, String value) {
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            return false;
        }
        return switch (field) {
            case SKU ->
                value.length() >= 3
                        && value.indexOf('\n') < 0
                        && value.chars().anyMatch(Character::isDigit)
                        && List.of(value.split(" ")).size() <= 3;
            case GTIN -> value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == ' ');
            default -> value.indexOf(':') < 0 && List.of(value.split(" ")).size() <= 5;
        };
    }
}
