package io.millrace.dashboard;

import io.millrace.dashboard.Digest.Tables;
import io.millrace.dashboard.Digest.Written;
import io.millrace.dashboard.WarehousePrices.Where;
import io.millrace.warehouse.ReadOnly;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a digest up to date with a warehouse: all of it once, then what the ledger names as new. A product whose new looks
 * are all later than those that are known is gone on with; any other is folded anew from its whole history. Where rows were
 * taken away, all is read anew beside what is shown. For one thread.
 */
final class DigestReader {
    /** Rows of new batches that are taken at once, where these allow it. */
    private static final long MOST_ROWS = 50_000;

    /** Rows that a file is asked for at once in order: sorting takes of the memory that loads need too. */
    private static final long ROWS_OF_PART = 400_000;

    /** Products that are folded anew one by one: a fifth of all, or so many; more cost less by reading everything. */
    private static final int SHARE = 5;

    private static final int LEAST = 2_000;
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final ReadOnly warehouse;
    private final WarehousePrices prices;
    private final Digest digest;
    private final Clock clock;
    private Ledger ledger;
    private Instant tidied = Instant.MIN;
    private volatile Progress progress = new Progress(0, 0);

    /** How many rows of how many the first reading has folded. */
    record Progress(long read, long total) {}

    DigestReader(ReadOnly warehouse, Digest digest, Clock clock) {
        this.warehouse = warehouse;
        this.prices = new WarehousePrices(warehouse);
        this.digest = digest;
        this.clock = clock;
    }

    /** Null once the first reading is through. */
    Progress progress() {
        return progress;
    }

    /**
     * Looks once, and reads what is new.
     *
     * @throws SQLException if the warehouse cannot be read; what was shown is shown on
     */
    void turn() throws SQLException {
        if (ledger == null) {
            readAll(Tables.SHOWN);
        } else {
            readNew();
        }
        var now = clock.instant();
        if (tidied.isBefore(now.minus(TIDY_EVERY))) {
            digest.tidy(now);
            tidied = now;
        }
    }

    private void readNew() throws SQLException {
        Ledger.News news;
        try (var connection = warehouse.open()) {
            news = ledger.look(connection);
        }
        if (news.isReplaced()) {
            readAll(Tables.NEXT);
            return;
        }
        for (var batches : slices(news)) {
            if (!read(batches)) {
                readAll(Tables.NEXT);
                return;
            }
            ledger.add(batches);
        }
    }

    private static List<List<Long>> slices(Ledger.News news) {
        var slices = new ArrayList<List<Long>>();
        long rows = 0;
        for (var batch : news.batches().entrySet()) {
            if (slices.isEmpty() || rows + batch.getValue() > MOST_ROWS) {
                slices.add(new ArrayList<>());
                rows = 0;
            }
            slices.get(slices.size() - 1).add(batch.getKey());
            rows += batch.getValue();
        }
        return slices;
    }

    /** @return whether it was little enough to be read this way */
    private boolean read(List<Long> batches) throws SQLException {
        var rows = Where.batches(batches);
        try (var connection = warehouse.open()) {
            try (var news = digest.news()) {
                prices.details(connection, rows, (details, look) -> news.take(details));
            }
            var looks = new NewLooks(digest, clock);
            prices.looks(connection, rows, looks);
            looks.finish();
            var late = looks.late();
            if (late.size() > Math.max(LEAST, digest.products() / SHARE)) {
                return false;
            }
            for (var products : WarehousePrices.slices(late, WarehousePrices.MOST_PRODUCTS)) {
                var folding = new Folding(digest, Tables.SHOWN, clock, folded -> {});
                prices.looks(connection, prices.products(products), folding);
                folding.finish();
            }
            return true;
        }
    }

    private void readAll(Tables tables) throws SQLException {
        var known = new Ledger();
        digest.begin(tables);
        try {
            try (var connection = warehouse.open()) {
                // Before any row: what is loaded meanwhile comes again as new.
                known.add(known.look(connection).batches().keySet());
            }
            var total = readNewest(tables);
            tell(tables, 0, total);
            readHistories(tables, total);
        } catch (SQLException e) {
            if (!ReadOnly.isAbsence(e)) {
                throw e;
            }
            // Nothing was ever loaded.
            known = new Ledger();
        }
        if (tables == Tables.NEXT) {
            digest.show();
        }
        ledger = known;
        progress = null;
        digest.changed();
    }

    /** The newest row of each product, so that the page has something while histories are read; answers how many rows there are. */
    private long readNewest(Tables tables) throws SQLException {
        try (var connection = warehouse.open()) {
            var slice = new LinkedHashMap<Details, Look>();
            prices.details(connection, Where.ALL, (details, look) -> {
                slice.put(details, look);
                if (slice.size() == Folding.SLICE) {
                    writeNewest(tables, slice);
                }
            });
            writeNewest(tables, slice);
            digest.news().close();
            return prices.rows(connection);
        }
    }

    private void writeNewest(Tables tables, Map<Details, Look> slice) throws SQLException {
        try (var news = digest.news()) {
            for (var details : slice.keySet()) {
                news.take(details);
            }
        }
        var known =
                digest.known(tables, slice.keySet().stream().map(Details::key).toList());
        var written = new ArrayList<Written>();
        slice.forEach((details, look) -> {
            var fold = new Fold();
            fold.add(look, move -> {});
            written.add(new Written(known.get(details.key()), fold, List.of(), false));
        });
        digest.write(tables, written, clock.instant());
        slice.clear();
    }

    private void readHistories(Tables tables, long total) throws SQLException {
        var read = new long[1];
        for (var part : prices.parts(total, ROWS_OF_PART)) {
            try (var connection = warehouse.open()) {
                var folding = new Folding(digest, tables, clock, folded -> {
                    read[0] += folded;
                    tell(tables, read[0], total);
                });
                prices.looks(connection, part, folding);
                folding.finish();
            }
        }
    }

    private void tell(Tables tables, long read, long total) {
        if (tables == Tables.SHOWN) {
            progress = new Progress(Math.min(read, total), total);
        }
    }
}
