package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Erasure;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Tells what is erased of rejected lines. Not thread-safe. */
final class ErasedLines {
    private final Erased erased;
    private final EventReader event;

    /** @param datasets name to declaration */
    ErasedLines(Map<String, Dataset> datasets, List<Erasure> erasures) {
        var places = new EventPlaces();
        this.erased = new Erased(datasets, erasures, places);
        this.event = new EventReader(places);
    }

    /** Whether nothing of a rejected line may be kept; what is not JSON does not tell whose it is. */
    boolean holds(Rejection rejection) {
        var raw = rejection.rawLine();
        try {
            event.read(raw.data());
            return erased.holds(event, raw.arrived());
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }
}
