package io.millrace.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of a source.
 *
 * @param recipe how its pages are read: another one starts rates and trends anew
 * @param pages pages that were ever asked for
 * @param gone pages that were not there the last time
 * @param results result to looks
 * @param succeeded when a page was last read, UTC; null if none ever was
 * @param rates signal to what its pages show
 * @param trends signal to whether they still do
 * @param alarms signal to its alarm, while it lasts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SourceRecord(
        String recipe,
        long pages,
        long gone,
        Map<String, Long> results,
        Instant succeeded,
        Map<String, Rates> rates,
        Map<String, Trend> trends,
        Map<String, SourceAlarm> alarms) {
    static final SourceRecord NONE = new SourceRecord("", 0, 0, Map.of(), null, Map.of(), Map.of(), Map.of());

    /** The same, read by that recipe. */
    SourceRecord by(String recipe) {
        return recipe.equals(this.recipe)
                ? this
                : new SourceRecord(recipe, pages, gone, results, succeeded, Map.of(), Map.of(), Map.of());
    }
}
