package io.millrace.simulation;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A warehouse in memory, for one dataset, with honest transactions: what is not committed is seen by nobody else, and is
 * gone with its connection. Loaders go one after the other by a row lock, or the later one fails, as its isolation is.
 */
final class Database {
    /** How transactions meet, and whether a key is more than a promise. */
    enum Kind {
        /** Waits for the row's lock, then sees what was committed meanwhile: MySQL. */
        ROW_LOCK,
        /** The same, but keys are not enforced: Redshift. */
        ROW_LOCK_WITHOUT_KEYS,
        /** Sees what was committed when it began, and fails where another changed the row since: DuckDB. */
        SNAPSHOT
    }

    /** A row of the table, and where it came from. */
    record Row(String key, long version, String value, long batch) {
        private static final Comparator<Row> NEWEST =
                Comparator.comparingLong(Row::version).thenComparingLong(Row::batch);

        boolean isNewerThan(Row other) {
            return NEWEST.compare(this, other) > 0;
        }
    }

    /** A row of the ledger. */
    record LedgerRow(long batch, String attempt, long written, long inserted, long updated, long ignored) {}

    private static final Pattern BATCH_VALUE = Pattern.compile("\\((\\d+), '([^']*)', (\\d+)\\)");

    private final World world;
    private final Kind kind;
    private Map<String, Row> rows = new TreeMap<>();
    private List<LedgerRow> ledger = new ArrayList<>();
    private Connection holder;
    private long locks;

    Database(World world, Kind kind) {
        this.world = world;
        this.kind = kind;
    }

    Map<String, Row> rows() {
        return rows;
    }

    List<LedgerRow> ledger() {
        return ledger;
    }

    Connection connect() {
        return new Connection();
    }

    /** The number through which every batch is in the ledger. */
    long loadedThrough() {
        var numbers = new TreeSet<Long>();
        ledger.forEach(row -> numbers.add(row.batch()));
        long through = 0;
        while (numbers.contains(through + 1)) {
            through++;
        }
        return through;
    }

    List<Map<String, Object>> loadedFrom(long from) {
        return ledger.stream()
                .filter(row -> row.batch() >= from)
                .map(row -> Map.<String, Object>of("batch", row.batch()))
                .toList();
    }

    /** One connection, with its temporary staging table and its transaction. */
    final class Connection {
        private List<Row> staged = new ArrayList<>();
        private boolean open = true;
        private boolean begun;
        private long locksSeen;
        private Map<String, Row> seen;
        private List<LedgerRow> seenLedger;
        private Map<String, Row> upserted = new HashMap<>();
        private List<LedgerRow> recorded = new ArrayList<>();

        /** Whether the next lock would have to wait. */
        boolean mustWait() {
            return open && kind != Kind.SNAPSHOT && holder != null && holder != this;
        }

        void stage(List<Row> read) throws SQLException {
            expectOpen();
            staged = new ArrayList<>(read);
        }

        /**
         * Runs one of the load's statements.
         *
         * @throws SQLException if the database refuses it
         */
        List<Map<String, Object>> run(String statement) throws SQLException {
            expectOpen();
            var space = statement.indexOf(' ');
            var name = space < 0 ? statement : statement.substring(0, space);
            var values = space < 0 ? "" : statement.substring(space + 1);
            switch (name) {
                case "count" -> {
                    return List.of(Map.of("staged", (long) staged.size()));
                }
                case "check-ledger" -> {
                    var batches = List.of(values.split(", "));
                    return seenLedger().stream()
                            .filter(row -> batches.contains(Long.toString(row.batch())))
                            .map(row -> Map.<String, Object>of("batch", row.batch(), "replaced", false))
                            .toList();
                }
                case "begin" -> begin();
                case "lock" -> lock();
                case "prune-repeated" ->
                    staged.removeIf(row ->
                            staged.stream().anyMatch(other -> other.key().equals(row.key()) && other.isNewerThan(row)));
                case "prune-stale" ->
                    staged.removeIf(row -> {
                        var target = seen().get(row.key());
                        return target != null && !row.isNewerThan(target);
                    });
                case "stage-uncovered" -> {
                    // No batch here takes the place of others.
                }
                case "count-changes" -> {
                    var updated = staged.stream()
                            .filter(row -> seen().containsKey(row.key()))
                            .count();
                    return List.of(Map.of("inserted", staged.size() - updated, "updated", updated, "deleted", 0L));
                }
                case "record" -> record(values);
                case "upsert" -> upsert();
                case "commit" -> commit();
                default -> throw new IllegalStateException("the database knows no " + name);
            }
            return List.of();
        }

        /** What the server does once it sees that the client is gone. */
        void close() {
            open = false;
            rollBack();
        }

        private void begin() {
            begun = true;
            locksSeen = locks;
            if (kind == Kind.SNAPSHOT) {
                seen = new TreeMap<>(rows);
                seenLedger = new ArrayList<>(ledger);
            }
        }

        private void lock() throws SQLException {
            if (!begun) {
                throw new IllegalStateException("a lock outside of a transaction");
            }
            if (holder != null && holder != this || kind == Kind.SNAPSHOT && locksSeen != locks) {
                rollBack();
                throw new SQLException("Conflict on tuple: changed by another transaction");
            }
            holder = this;
        }

        private Map<String, Row> seen() {
            return seen == null ? rows : seen;
        }

        private List<LedgerRow> seenLedger() {
            return seenLedger == null ? ledger : seenLedger;
        }

        private void record(String values) throws SQLException {
            var value = BATCH_VALUE.matcher(values);
            while (value.find()) {
                var batch = Long.parseLong(value.group(1));
                var written = Long.parseLong(value.group(3));
                var mine = staged.stream().filter(row -> row.batch() == batch).toList();
                var updated = mine.stream()
                        .filter(row -> seen().containsKey(row.key()))
                        .count();
                var inserted = mine.size() - updated;
                recorded.add(
                        new LedgerRow(batch, value.group(2), written, inserted, updated, written - inserted - updated));
            }
            if (!begun) {
                commit();
            }
        }

        private void upsert() throws SQLException {
            for (var row : staged) {
                if (upserted.put(row.key(), row) != null && kind != Kind.ROW_LOCK_WITHOUT_KEYS) {
                    throw new SQLException("an upsert cannot touch " + row.key() + " twice");
                }
            }
            if (!begun) {
                commit();
            }
        }

        private void commit() throws SQLException {
            if (kind != Kind.ROW_LOCK_WITHOUT_KEYS
                    && recorded.stream()
                            .anyMatch(mine -> ledger.stream().anyMatch(row -> row.batch() == mine.batch()))) {
                rollBack();
                throw new SQLException("the ledger has a row of that key");
            }
            rows.putAll(upserted);
            ledger.addAll(recorded);
            if (holder == this) {
                locks++;
            }
            rollBack();
            world.oracle.loaded();
        }

        private void rollBack() {
            begun = false;
            seen = null;
            seenLedger = null;
            upserted = new HashMap<>();
            recorded = new ArrayList<>();
            if (holder == this) {
                holder = null;
            }
        }

        private void expectOpen() throws SQLException {
            if (!open) {
                throw new SQLRecoverableException("the connection is closed");
            }
        }
    }
}
