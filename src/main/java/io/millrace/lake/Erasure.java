package io.millrace.lake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is to be gone from the processed zone and the warehouses, and never to come back: every line and row of a source,
 * or of one product of it, that was observed before a moment. The raw zone keeps its objects until its own retention
 * removes them.
 *
 * @param dataset the one dataset that it is about; null: all
 * @param sku the one product; null: all
 * @param before what was observed from that moment on is new, and stays
 */
public record Erasure(String dataset, String source, String sku, Instant before) {
    /** These and one more; of two that differ in their moment alone the later is enough. */
    static List<Erasure> with(List<Erasure> erasures, Erasure more) {
        var all = new ArrayList<Erasure>();
        var moment = more.before;
        for (var one : erasures) {
            if (!one.isAboutTheSame(more)) {
                all.add(one);
            } else if (one.before.isAfter(moment)) {
                moment = one.before;
            }
        }
        all.add(new Erasure(more.dataset, more.source, more.sku, moment));
        return List.copyOf(all);
    }

    private boolean isAboutTheSame(Erasure other) {
        return Objects.equals(dataset, other.dataset) && source.equals(other.source) && Objects.equals(sku, other.sku);
    }
}
