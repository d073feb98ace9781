package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one method says about one product. Built step by step, then read; confined to one extraction. */
final class Finding {
    private static final List<OfferField> OFFERED =
            List.of(OfferField.PRICE, OfferField.LIST_PRICE, OfferField.CURRENCY, OfferField.AVAILABILITY);

    private final String method;
    private final Map<OfferField, Value> values = new EnumMap<>(OfferField.class);
    private boolean named;
    private Value id;
    private Value model;
    private String url;
    private double trust = 1;
    private String doubt;
    /** The offer that was taken of several, and all of them; null and none where there was one. */
    private Finding taken;

    private List<Finding> variants = List.of();

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
        if (taken == null) {
            taken = other.taken;
            variants = other.variants;
        }
        return id(other.id).model(other.model).url(other.url).doubt(other.trust, other.doubt);
    }

    /** One of several offers for the product, none of which the page's address names. */
    static Finding lowest(Finding offer, List<Finding> variants, double factor, String doubt) {
        var finding = new Finding(offer.method).putAll(offer).doubt(factor, doubt);
        finding.taken = offer;
        finding.variants = List.copyOf(variants);
        return finding;
    }

    /** The several offers that one was taken of; none where there was one. */
    List<Finding> variants() {
        return variants;
    }

    /** Takes another of the offers: what is said of the product stays, what the one taken said goes. */
    Finding take(Finding variant) {
        taken.values.forEach((field, value) -> values.remove(field, value));
        // A lowest price that is stated apart is that of the offer taken before.
        OFFERED.stream().filter(variant::has).forEach(values::remove);
        url = taken.url != null ? variant.url : url;
        variant.values.forEach(this::put);
        trust = variant.trust;
        doubt = variant.doubt;
        taken = null;
        variants = List.of();
        return this;
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

    /** The number by which the shop's software knows the product: what buyers are shown counts before it. May be null. */
    Value id() {
        return id;
    }

    Finding id(Value number) {
        id = id == null ? number : id;
        return this;
    }

    /** Whether the page itself names it among several offers. */
    boolean isNamed() {
        return named;
    }

    Finding named() {
        named = true;
        return this;
    }

    /** The maker's own number of the product, or null. */
    Value model() {
        return model;
    }

    Finding model(Value number) {
        model = model == null ? number : model;
        return this;
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
