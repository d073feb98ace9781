package io.millrace.clean;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.UtcTime;
import io.millrace.lake.Erasure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what is erased of events as they were sent. Pure.
 *
 * <p>An event whose time cannot be read counts as observed when it arrived. Products are told apart in datasets that have
 * a column {@code sku}.
 */
final class Erased {
    private static final String SKU = "sku";

    private final List<Erasure> erasures;
    private final Envelope envelope;
    /** Dataset to where its events have the product's number. */
    private final Map<String, Integer> skus = new HashMap<>();

    private final int sku;

    /**
     * @param datasets name to declaration
     * @param places gets those that are asked for
     */
    Erased(Map<String, Dataset> datasets, List<Erasure> erasures, EventPlaces places) {
        this.erasures = List.copyOf(erasures);
        this.envelope = new Envelope(places);
        this.sku = places.add("payload." + SKU);
        datasets.forEach((name, dataset) ->
                dataset.column(SKU).map(Column::from).ifPresent(from -> skus.put(name, places.add(from))));
    }

    /** Whether nothing of an event may be kept. */
    boolean holds(EventReader event, Instant arrived) {
        return !erasures.isEmpty() && erasures.stream().anyMatch(erasure -> holds(erasure, event, arrived));
    }

    private boolean holds(Erasure erasure, EventReader event, Instant arrived) {
        var dataset = event.at(envelope.dataset).textValue();
        return erasure.source().equals(Values.text(event.at(envelope.source)))
                && (erasure.dataset() == null || erasure.dataset().equals(dataset))
                && (erasure.sku() == null
                        || erasure.sku().equals(Values.text(event.at(skus.getOrDefault(dataset, sku)))))
                && observed(event, arrived).isBefore(erasure.before());
    }

    private Instant observed(EventReader event, Instant arrived) {
        var text = event.at(envelope.observedAt).textValue();
        try {
            return text == null ? arrived : UtcTime.parse(text);
        } catch (DateTimeException e) {
            return arrived;
        }
    }
}
