package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The fields that the user's selectors decide, and the rest by what the methods found.
 *
 * @param selected null for a field whose selector matches nothing: it stays empty
 */
record SelectedFields(PageContext page, Map<OfferField, Value> selected) {
    static SelectedFields of(PageContext page) {
        return new SelectedFields(page, UserSelectors.find(page));
    }

    boolean decides(OfferField field) {
        return selected.containsKey(field);
    }

    Value get(OfferField field) {
        return selected.get(field);
    }

    /** The selected value, else that of the first finding that has one. */
    Value value(OfferField field, List<Finding> ordered) {
        if (decides(field)) {
            return selected.get(field);
        }
        var values = ordered.stream()
                .map(finding -> finding.value(field))
                .filter(Objects::nonNull)
                .toList();
        return values.stream()
                .filter(value -> field != OfferField.AVAILABILITY
                        || Availability.of(value.text()).isPresent())
                .findFirst()
                .orElse(values.isEmpty() ? null : values.get(0));
    }

    /** The selectors that match nothing, or null. */
    String unmatched() {
        var unmatched = selected.keySet().stream()
                .filter(field -> selected.get(field) == null)
                .map(field ->
                        "select." + field.key() + ": " + page.hints().select().get(field.key()) + " matches nothing")
                .collect(Collectors.joining("; "));
        return unmatched.isEmpty() ? null : unmatched;
    }
}
