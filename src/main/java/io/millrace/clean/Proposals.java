package io.millrace.clean;

import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.Plan;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes plans that a person asked for, in the same race for the next number as the planner. */
final class Proposals {
    private final Batches batches;
    private final Commits commits;

    Proposals(Batches batches, Commits commits) {
        this.batches = batches;
        this.commits = commits;
    }

    /**
     * Writes a plan under the next free number.
     *
     * @param seen number of the committed batch through which the caller knows what became of the others
     * @param concerned the batches that it is about
     * @param next the plan after another
     * @throws RefusedException if a plan that is not committed yet is about one of them
     */
    Plan commit(long seen, Collection<Long> concerned, UnaryOperator<Plan> next) {
        while (true) {
            var before = batches.latestPlan();
            for (var n = seen + 1; n <= before.n(); n++) {
                var pending = batches.planned(n).replaces();
                if (!Collections.disjoint(pending, concerned)) {
                    throw new RefusedException("batch " + n + " is planned and about " + BatchNumbers.words(pending)
                            + ": wait until it is committed (./millrace batches list), and ask again");
                }
            }
            var plan = next.apply(before);
            if (commits.create(plan.key(), plan.toJson(), Map.of())) {
                return plan;
            }
        }
    }
}
