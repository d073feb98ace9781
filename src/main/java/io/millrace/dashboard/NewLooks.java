package io.millrace.dashboard;

import io.millrace.dashboard.Digest.Tables;
import io.millrace.dashboard.Digest.Written;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes on with products whose new looks are later than all that are known, and tells which have others. */
final class NewLooks implements WarehousePrices.LookTaker {
    private static final int MOST_LOOKS = 50_000;

    private final Digest digest;
    private final Clock clock;
    private final Map<ProductKey, List<Look>> slice = new LinkedHashMap<>();
    private final Set<ProductKey> late = new LinkedHashSet<>();
    private int looks;

    NewLooks(Digest digest, Clock clock) {
        this.digest = digest;
        this.clock = clock;
    }

    @Override
    public void take(ProductKey key, Look look) throws SQLException {
        if (slice.size() >= Folding.SLICE && !slice.containsKey(key) || looks >= MOST_LOOKS) {
            finish();
        }
        slice.computeIfAbsent(key, product -> new ArrayList<>()).add(look);
        looks++;
    }

    /** Writes those that are not yet. */
    void finish() throws SQLException {
        if (slice.isEmpty()) {
            return;
        }
        var known = digest.known(Tables.SHOWN, slice.keySet());
        var written = new ArrayList<Written>();
        slice.forEach((key, seen) -> {
            var before = known.get(key).fold();
            if (before != null && seen.get(0).at() <= before.newestAt()) {
                late.add(key);
                return;
            }
            var fold = before == null ? new Fold() : before;
            var moves = new ArrayList<Move>();
            seen.forEach(look -> fold.add(look, moves::add));
            written.add(new Written(known.get(key), fold, moves, false));
        });
        digest.write(Tables.SHOWN, written, clock.instant());
        slice.clear();
        looks = 0;
    }

    /** Products with a look that is not later than those that are known: they are to be folded anew. */
    List<ProductKey> late() {
        return List.copyOf(late);
    }
}
