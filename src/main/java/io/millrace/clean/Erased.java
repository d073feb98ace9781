package io.millrace.clean;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Json;
import io.millrace.lake.Erasure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what is erased of events as they were sent. Pure.
 *
 * <p>An event whose time cannot be read counts as observed when it arrived. Products are told apart in datasets that have
 * a column {@code sku}.
 */
final class Erased {
    private static final String SKU = "sku";

    private final Map<String, Dataset> datasets;
    private final List<Erasure> erasures;

    /** @param datasets name to declaration */
    Erased(Map<String, Dataset> datasets, List<Erasure> erasures) {
        this.datasets = Map.copyOf(datasets);
        this.erasures = List.copyOf(erasures);
    }

    /** Whether nothing of an event may be kept. */
    boolean holds(JsonNode event, Instant arrived) {
        return !erasures.isEmpty() && erasures.stream().anyMatch(erasure -> holds(erasure, event, arrived));
    }

    /** Whether nothing of a rejected line may be kept; what is not JSON does not tell whose it is. */
    boolean holds(Rejection rejection) {
        var raw = rejection.rawLine();
        try {
            var event = Json.MAPPER.readTree(raw.data());
            return event != null && holds(event, raw.arrived());
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private boolean holds(Erasure erasure, JsonNode event, Instant arrived) {
        var dataset = event.path("dataset").textValue();
        return erasure.source().equals(Values.text(event.path("source")))
                && (erasure.dataset() == null || erasure.dataset().equals(dataset))
                && (erasure.sku() == null || erasure.sku().equals(sku(event, dataset)))
                && observed(event, arrived).isBefore(erasure.before());
    }

    private String sku(JsonNode event, String dataset) {
        var from = Optional.ofNullable(dataset == null ? null : datasets.get(dataset))
                .flatMap(declared -> declared.column(SKU))
                .map(Column::from)
                .orElse("payload." + SKU);
        var node = event;
        for (var part : from.split("\\.")) {
            node = part.equals("event") ? node : node.path(part);
        }
        return Values.text(node);
    }

    private static Instant observed(JsonNode event, Instant arrived) {
        var text = event.path("observed_at").textValue();
        try {
            return text == null ? arrived : Instant.parse(text);
        } catch (DateTimeException e) {
            return arrived;
        }
    }
}
