package io.millrace.clean;

import io.millrace.lake.Plan;
import io.millrace.lake.Totals;

/**
 * A planned batch whose turn it is.
 *
 * @param before sums over the batches before it
 * @param others what another process committed meanwhile; null: nothing
 * @param elsewhere whether it is cleaned outside of this process
 */
public record DueBatch(Plan plan, Totals before, Attempt others, boolean elsewhere) {
    /** Its number. */
    public long n() {
        return plan.n();
    }
}
