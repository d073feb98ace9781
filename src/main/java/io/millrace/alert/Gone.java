package io.millrace.alert;

import java.time.Instant;

/**
 * A source, or one product of it, of which nothing may be kept.
 *
 * @param sku of the one product; null: all
 * @param before what was observed from that moment on stays
 */
public record Gone(String source, String sku, Instant before) {
    boolean holds(Alert alert) {
        return alert.source().equals(source)
                && (sku == null
                        || alert.product() != null && sku.equals(alert.product().sku()))
                && (alert.observedAt() == null ? alert.decidedAt() : alert.observedAt()).isBefore(before);
    }
}
