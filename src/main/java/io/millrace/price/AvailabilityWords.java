package io.millrace.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words of shops for availability. */
final class AvailabilityWords {
    /** Longer texts are prose, in which single words prove nothing. */
    private static final int LONGEST = 200;

    /** In longer texts a single word is about something else: "available in three colours". */
    private static final int LONGEST_FOR_ONE_WORD = 40;

    /** Negations come first: "nicht auf Lager" holds "auf Lager". Phrases match as whole words. */
    private static final List<Map.Entry<Availability, List<String>>> PHRASES = split(List.of(
            Map.entry(
                    Availability.Discontinued,
                    "discontinued|no longer available|nicht mehr lieferbar|nicht mehr verfügbar|nicht mehr erhältlich|"
                            + "plus disponible à la vente|fin de série épuisée|descatalogado|fuori produzione|販売終了|生産終了"),
            Map.entry(
                    Availability.SoldOut,
                    "sold out|soldout|ausverkauft|vergriffen|épuisé|épuisée|agotado|agotada|"
                            + "esaurito|esaurita|esgotado|esgotada|uitverkocht|wyprzedane|vypredané|vyprodáno|slutsåld|"
                            + "売り切れ|売切れ|完売|品切れ|품절|售罄|已售完"),
            Map.entry(
                    Availability.OutOfStock,
                    "out of stock|out-of-stock|not in stock|no stock|currently unavailable|temporarily unavailable|unavailable|"
                            + "not available|nicht auf lager|nicht lieferbar|nicht verfügbar|nicht vorrätig|derzeit nicht verfügbar|"
                            + "momentan nicht verfügbar|zurzeit nicht lieferbar|nicht am lager|kein bestand|"
                            + "rupture de stock|en rupture|rupture|indisponible|actuellement indisponible|non disponible|pas disponible|pas en stock|"
                            + "sin stock|sin existencias|fuera de stock|no disponible|non disponibile|non disponibili|"
                            + "attualmente non disponibile|indisponível|sem stock|sem estoque|fora de estoque|niet op voorraad|"
                            + "niet leverbaar|niet beschikbaar|niedostępny|brak w magazynie|brak towaru|produkt niedostępny|nedostupné|"
                            + "není skladem|nie je na sklade|nu este în stoc|stoc epuizat|slut i lager|ikke på lager|udsolgt|"
                            + "在庫なし|在庫切れ|入荷待ち|一時的に在庫切れ|缺货|無貨|нет в наличии"),
            Map.entry(
                    Availability.PreOrder,
                    "pre-order|preorder|pre order|vorbestellbar|vorbestellung|vorbestellen|précommande|précommander|preventa|"
                            + "reserva anticipada|preordine|prenota|prenotazione|pré-venda|pre-venda|przedsprzedaż|předobjednávka|予約受付中|予約"),
            Map.entry(Availability.PreSale, "pre-sale|presale|vorverkauf|prévente"),
            Map.entry(
                    Availability.BackOrder,
                    "back order|back-order|backorder|backordered|on backorder|available on backorder|nachbestellt|"
                            + "lieferbar auf bestellung|sur commande|bajo pedido|su ordinazione|op bestelling|na zamówienie|na objednávku|取り寄せ|お取り寄せ"),
            Map.entry(Availability.MadeToOrder, "made to order|auf bestellung gefertigt|受注生産"),
            Map.entry(
                    Availability.InStoreOnly,
                    "in store only|in-store only|only in store|available in store only|nur in der filiale|nur im markt|"
                            + "nur im laden|uniquement en magasin|solo en tienda|solo in negozio"),
            Map.entry(
                    Availability.OnlineOnly,
                    "online only|only online|nur online|nur online erhältlich|uniquement en ligne|exclusivité web|solo online"),
            Map.entry(
                    Availability.LimitedAvailability,
                    "limited availability|limited stock|low stock|low in stock|few left|only a few left|last items|nur noch wenige|"
                            + "wenige verfügbar|geringer bestand|stock limité|dernières pièces|dernier exemplaire|últimas unidades|"
                            + "pocas unidades|ultimi pezzi|ultimi pezzi disponibili|disponibilità limitata|laatste stuks|ostatnie sztuki|残りわずか|在庫わずか"),
            Map.entry(Availability.Reserved, "reserved|reserviert|réservé|reservado|riservato"),
            Map.entry(
                    Availability.InStock,
                    "in stock|instock|available|available now|available to order|in-stock|auf lager|am lager|lagernd|vorrätig|lieferbar|"
                            + "sofort lieferbar|sofort verfügbar|verfügbar|ab lager|en stock|disponible|disponibles|en existencia|hay existencias|"
                            + "disponibile|disponibili|disponibilità immediata|disponível|em stock|em estoque|op voorraad|direct leverbaar|leverbaar|"
                            + "beschikbaar|dostępny|dostępna|w magazynie|na stanie|skladem|na sklade|dostupné|în stoc|in stoc|disponibil|i lager|"
                            + "finns i lager|på lager|varastossa|на складе|в наличии|есть в наличии|"
                            + "在庫あり|在庫有り|在庫有|有货|有貨|現貨|现货|재고 있음|판매중")));

    /** Whole texts: spellings of other vocabularies, and words that mean something else inside a sentence. */
    private static final Map<String, Availability> WHOLE = Map.ofEntries(
            Map.entry("oos", Availability.OutOfStock),
            Map.entry("pending", Availability.OutOfStock),
            Map.entry("availablefororder", Availability.BackOrder),
            Map.entry("availableforpreorder", Availability.PreOrder),
            Map.entry("instoreavailable", Availability.InStoreOnly),
            Map.entry("limited", Availability.LimitedAvailability),
            Map.entry("preordered", Availability.PreOrder),
            Map.entry("notsold", Availability.InStock),
            Map.entry("sold", Availability.SoldOut),
            Map.entry("verkauft", Availability.SoldOut),
            Map.entry("vendu", Availability.SoldOut),
            Map.entry("vendido", Availability.SoldOut),
            Map.entry("venduto", Availability.SoldOut),
            Map.entry("sprzedane", Availability.SoldOut));

    private static final Map<String, Availability> VALUES = values();

    /** The values as their vocabulary writes them, with and without address. */
    private static final Map<String, Availability> SCHEMA_ORG = schemaOrg();

    private AvailabilityWords() {}

    private static List<Map.Entry<Availability, List<String>>> split(List<Map.Entry<Availability, String>> phrases) {
        return phrases.stream()
                .map(entry -> Map.entry(entry.getKey(), List.of(entry.getValue().split("\\|"))))
                .toList();
    }

    static Availability read(String text) {
        var machineWritten = SCHEMA_ORG.get(text);
        return machineWritten == null ? readWithCare(text) : machineWritten;
    }

    /** What {@link #read} says of any text. */
    static Availability readWithCare(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        var plain = NormalText.of(text).strip().toLowerCase(Locale.ROOT);
        var value = VALUES.get(key(plain));
        return value == null ? phrase(plain) : value;
    }

    private static Map<String, Availability> values() {
        var values = new HashMap<>(WHOLE);
        for (var availability : Availability.values()) {
            values.put(availability.name().toLowerCase(Locale.ROOT), availability);
        }
        return Map.copyOf(values);
    }

    private static Map<String, Availability> schemaOrg() {
        var texts = new HashMap<String, Availability>();
        for (var availability : Availability.values()) {
            for (var address : new String[] {"", "https://schema.org/", "http://schema.org/"}) {
                texts.put(address + availability.name(), availability);
            }
        }
        return Map.copyOf(texts);
    }

    /** What is left of "http://schema.org/ In_Stock" without address, spaces and marks: instock. */
    private static String key(String text) {
        int from = Math.max(text.lastIndexOf('/'), text.lastIndexOf('#'));
        if (from == text.length() - 1 && from > 0) {
            return key(text.substring(0, from));
        }
        var letters = new StringBuilder();
        for (int i = from + 1; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                letters.append(text.charAt(i));
            }
        }
        var key = letters.toString();
        return key.startsWith("schema") && key.length() > 6 ? key.substring(key.startsWith("schemaorg") ? 9 : 6) : key;
    }

    /** The one availability of which phrases are found, once the words of those that deny it are taken away. */
    private static Availability phrase(String text) {
        var found = new ArrayList<Availability>();
        var rest = text;
        for (var entry : PHRASES) {
            for (var phrase : entry.getValue()) {
                int at = wordAt(rest, phrase);
                boolean weak = entry.getKey() == Availability.InStock
                        && phrase.indexOf(' ') < 0
                        && text.length() > LONGEST_FOR_ONE_WORD;
                if (at >= 0 && !weak) {
                    rest = rest.substring(0, at) + "\n" + rest.substring(at + phrase.length());
                    if (!found.contains(entry.getKey())) {
                        found.add(entry.getKey());
                    }
                }
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        var first = found.get(0);
        // "Sold out online, in stock in our shop" says two things; "in stock, few left" only one.
        boolean contradicts = found.stream().anyMatch(other -> other.buyable() != first.buyable());
        return contradicts ? null : first;
    }

    private static int wordAt(String text, String phrase) {
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
            int end = at + phrase.length();
            boolean starts = at == 0 || !joins(text.charAt(at - 1), phrase.charAt(0));
            boolean ends = end == text.length() || !joins(phrase.charAt(phrase.length() - 1), text.charAt(end));
            if (starts && ends) {
                return at;
            }
        }
        return -1;
    }

    private static boolean joins(char left, char right) {
        return Currencies.alphabetic(left) && Currencies.alphabetic(right);
    }
}
