package io.millrace.dashboard;

import io.millrace.warehouse.ReadOnly;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which batches of prices a digest has of those that a warehouse's ledger names. Batches may be loaded in any order, so the
 * greatest number alone does not say it.
 */
final class Ledger {
    private static final String ENTRIES = """
            SELECT batch, coalesce(written, 0) AS written, coalesce(deleted, 0) AS deleted FROM millrace_loads
            WHERE dataset = 'prices' AND (batch < ? OR batch >= ?)
            """;

    private final BitSet known = new BitSet();

    /**
     * What has come since.
     *
     * @param batches number to rows, by number
     * @param isReplaced whether rows were taken away as well, or the ledger is another: then nothing that is known holds
     */
    record News(SortedMap<Long, Long> batches, boolean isReplaced) {
        boolean isEmpty() {
            return batches.isEmpty() && !isReplaced;
        }
    }

    private record Entry(long batch, long written, long deleted) {}

    /** Looks what is new; nothing of it counts as known before {@link #add}. */
    News look(Connection connection) throws SQLException {
        var least = Math.max(0, known.nextSetBit(0));
        // All from the least known to the one before this are known: of them the last is looked at, to see that it is
        // there.
        var gap = known.nextClearBit(least);
        var from = Math.max(least, gap - 1);
        var batches = new TreeMap<Long, Long>();
        var seen = new BitSet();
        var isReplaced = false;
        for (var entry : entries(connection, least, from)) {
            var number = Math.toIntExact(entry.batch());
            seen.set(number);
            if (!known.get(number)) {
                batches.put(entry.batch(), entry.written());
                isReplaced |= entry.deleted() > 0;
            }
        }
        var expected = known.get(0, known.length());
        expected.clear(0, from);
        expected.andNot(seen);
        return new News(batches, isReplaced || !expected.isEmpty());
    }

    private static List<Entry> entries(Connection connection, long below, long from) throws SQLException {
        try {
            return Rows.of(
                    connection,
                    ENTRIES,
                    List.of(below, from),
                    row -> new Entry(row.getLong("batch"), row.getLong("written"), row.getLong("deleted")));
        } catch (SQLException e) {
            if (ReadOnly.isAbsence(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** Counts these as known. */
    void add(Collection<Long> batches) {
        batches.forEach(batch -> known.set(Math.toIntExact(batch)));
    }
}
