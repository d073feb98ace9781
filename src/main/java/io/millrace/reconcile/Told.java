package io.millrace.reconcile;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What other parts of the program tell for the status; each is asked anew every time.
 *
 * @param instances processes that live, and those that stopped
 * @param spool events that wait in this process; gives null where nothing is published
 * @param trimmed what retention removed before it was landed
 * @param cleaning what is known of the cleaning of a batch; gives null where nothing is
 * @param catalog how far the catalog is; gives null where nothing is registered
 * @param sources those that processes look at: this one's, then those of others
 * @param alerts what waits to be told; gives null where no alerts are configured, or where that cannot be asked
 */
public record Told(
        Supplier<List<Status.Instance>> instances,
        Supplier<Status.Spool> spool,
        Supplier<List<Status.Trimmed>> trimmed,
        LongFunction<Status.Cleaning> cleaning,
        Supplier<Status.Catalog> catalog,
        Supplier<List<Status.Source>> sources,
        Supplier<Status.Alerts> alerts) {
    /** Nobody tells anything. */
    public static final Told NOTHING =
            new Told(List::of, () -> null, List::of, n -> null, () -> null, List::of, () -> null);
}
