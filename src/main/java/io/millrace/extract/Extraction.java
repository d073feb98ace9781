package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.dataset.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was read of a page.
 *
 * @param offer null for a page that is blocked, in error or shows no product; without a price where the status is
 *     {@code no_price}
 * @param reason why the status is not {@code ok}; null where it is
 * @param candidates every value that was considered, the winners first
 * @param noPage what the bytes are instead of a page; null where they are one
 * @param pageHash SHA-256 of the page's bytes, hexadecimal
 */
public record Extraction(
        Status status, Offer offer, String reason, List<Candidate> candidates, NoPage noPage, String pageHash) {
    private static final int MOST_REJECTED = 10;

    /** Bytes that are no page. */
    public static Extraction of(NoPage noPage, String reason, String pageHash) {
        return new Extraction(noPage.status(), null, reason, List.of(), noPage, pageHash);
    }

    /** Copies the candidates. */
    public Extraction {
        candidates = List.copyOf(candidates);
    }

    /**
     * The payload of an event of the dataset {@code prices}: its columns as found, and {@code hints} that settle them.
     * Holds no nulls; empty without an offer.
     */
    public Map<String, Object> payload() {
        var payload = new LinkedHashMap<String, Object>();
        if (offer == null) {
            return payload;
        }
        put(payload, "sku", offer.sku());
        put(payload, "url", offer.url());
        put(payload, "name", offer.name());
        put(payload, "brand", offer.brand());
        put(payload, "gtin", offer.gtin());
        put(payload, "seller", offer.seller());
        put(payload, "price", offer.priceText());
        put(payload, "currency", offer.currencyHint());
        put(payload, "list_price", offer.listPriceText());
        put(payload, "availability", offer.availabilityText());
        var hints = new LinkedHashMap<String, Object>();
        put(hints, "currency", offer.price() == null ? null : offer.price().currency());
        put(hints, "language", offer.language());
        put(
                hints,
                "decimal_separator",
                offer.decimalSeparator() == null
                        ? null
                        : offer.decimalSeparator().toString());
        if (!hints.isEmpty()) {
            payload.put("hints", hints);
        }
        return payload;
    }

    /** What this says, in the program's terms. */
    public Reading reading() {
        if (offer == null) {
            return new Reading(null, null, Set.of(), null, null, false);
        }
        var price = offer.price();
        var currency = price == null ? null : price.currency();
        var fields = new TreeSet<String>();
        note(fields, OfferField.PRICE, price);
        note(fields, OfferField.CURRENCY, currency);
        note(fields, OfferField.LIST_PRICE, offer.listPrice());
        // What is only assumed is nothing that the page shows.
        note(fields, OfferField.AVAILABILITY, offer.assumed() ? null : offer.availability());
        note(fields, OfferField.NAME, offer.name());
        note(fields, OfferField.SKU, offer.sku());
        note(fields, OfferField.BRAND, offer.brand());
        note(fields, OfferField.GTIN, offer.gtin());
        return new Reading(
                price == null ? null : price.amount(),
                currency,
                fields,
                price == null ? null : offer.method(),
                offer.language(),
                offer.availability() != null && !offer.availability().buyable());
    }

    private static void note(Set<String> fields, OfferField field, Object value) {
        if (value != null) {
            fields.add(field.key());
        }
    }

    /** The evidence of such an event: how the price was read, and what was rejected (at most 10). Holds no nulls. */
    public Map<String, Object> evidence() {
        var evidence = new LinkedHashMap<String, Object>();
        if (offer != null) {
            put(evidence, "method", offer.method());
            put(evidence, "selector", offer.selector());
            put(evidence, "raw", offer.priceText());
            put(evidence, "availability", offer.assumed() ? "assumed" : null);
            if (offer.price() != null) {
                evidence.put("confidence", offer.confidence());
            }
        }
        put(evidence, "page_hash", pageHash);
        put(evidence, "reason", reason);
        var rejected = candidates.stream()
                .filter(candidate -> candidate.field().equals(OfferField.PRICE.key())
                        && !candidate.reason().startsWith(PriceRanking.WON))
                .limit(MOST_REJECTED)
                .map(candidate ->
                        Map.of("text", candidate.text(), "method", candidate.method(), "reason", candidate.reason()))
                .toList();
        if (!rejected.isEmpty()) {
            evidence.put("rejected", rejected);
        }
        return evidence;
    }

    private static void put(Map<String, Object> map, String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
