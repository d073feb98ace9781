package io.millrace.dashboard;

import io.millrace.dashboard.Digest.Tables;
import io.millrace.dashboard.Digest.Written;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Folds whole histories, one product after the other, and writes the products in slices. */
final class Folding implements WarehousePrices.LookTaker {
    /** Products that are written at once. */
    static final int SLICE = 2_000;

    private final Digest digest;
    private final Tables tables;
    private final Clock clock;
    private final LongConsumer folded;
    private final Map<ProductKey, Folded> slice = new LinkedHashMap<>();
    private ProductKey product;
    private Folded current;
    private long looks;

    private record Folded(Fold fold, List<Move> moves) {}

    /** @param folded is told of looks that are folded and written */
    Folding(Digest digest, Tables tables, Clock clock, LongConsumer folded) {
        this.digest = digest;
        this.tables = tables;
        this.clock = clock;
        this.folded = folded;
    }

    @Override
    public void take(ProductKey key, Look look) throws SQLException {
        if (!key.equals(product)) {
            if (slice.size() >= SLICE) {
                finish();
            }
            product = key;
            current = new Folded(new Fold(), new ArrayList<>());
            slice.put(key, current);
        }
        current.fold().add(look, current.moves()::add);
        looks++;
    }

    /** Writes those that are not yet. */
    void finish() throws SQLException {
        if (!slice.isEmpty()) {
            var known = digest.known(tables, slice.keySet());
            var written = new ArrayList<Written>();
            slice.forEach((key, one) -> written.add(new Written(known.get(key), one.fold(), one.moves(), true)));
            digest.write(tables, written, clock.instant());
            slice.clear();
        }
        product = null;
        folded.accept(looks);
        looks = 0;
    }
}
