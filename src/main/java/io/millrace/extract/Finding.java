package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.util.EnumMap;
import java.util.Map;

/** What one method says about one product. Built step by step, then read; confined to one extraction. */
final class Finding {
    private final String method;
    private final Map<OfferField, Value> values = new EnumMap<>(OfferField.class);
    private String url;
    private double trust = 1;
    private String doubt;

    Finding(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }

    /** Sets a field that is not set yet; null values are ignored. */
    Finding put(OfferField field, Value value) {
        if (value != null) {
            values.putIfAbsent(field, value);
        }
        return this;
    }

    Finding putAll(Finding other) {
        other.values.forEach(this::put);
        return url(other.url).doubt(other.trust, other.doubt);
    }

    Value value(OfferField field) {
        return values.get(field);
    }

    boolean has(OfferField field) {
        return values.containsKey(field);
    }

    void remove(OfferField field) {
        values.remove(field);
    }

    String text(OfferField field) {
        var value = values.get(field);
        return value == null ? null : value.text();
    }

    /** Address of the product that is meant, or null. */
    String url() {
        return url;
    }

    Finding url(String address) {
        url = url == null ? address : url;
        return this;
    }

    /** 0..1: what is left of the method's own weight. */
    double trust() {
        return trust;
    }

    String doubt() {
        return doubt;
    }

    /** Lowers the trust by a factor, for a reason that is shown. */
    Finding doubt(double factor, String reason) {
        trust *= factor;
        doubt = doubt == null ? reason : doubt;
        return this;
    }
}
