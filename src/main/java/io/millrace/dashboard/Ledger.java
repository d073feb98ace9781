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
    // Rows of a batch that took the place of others may stand under the others' numbers, and what those hid comes back
    // under
    // its own: of such a batch only one that found all of its rows as they are has changed nothing.
    private static final String ENTRIES = """
            SELECT l.batch, coalesce(l.written, 0) AS written,
              CASE WHEN coalesce(l.deleted, 0) > 0 THEN 1
                WHEN l.written > 0 AND l.ignored = l.written THEN 0
                WHEN EXISTS (SELECT 1 FROM millrace_replaced AS r WHERE r.dataset = 'prices' AND r.replaced_by = l.batch)
                  THEN 1
                ELSE 0 END AS elsewhere
            FROM millrace_loads AS l WHERE l.dataset = 'prices' AND (l.batch < ? OR l.batch >= ?)
            """;

    private final BitSet known = new BitSet();

    /**
     * What has come since.
     *
     * @param batches number to rows, by number
     * @param isReplaced whether rows were taken away as well, or came under other numbers, or the ledger is another: then
     *     nothing that is known holds
     */
    record News(SortedMap<Long, Long> batches, boolean isReplaced) {
        boolean isEmpty() {
            return batches.isEmpty() && !isReplaced;
        }
    }

    /** @param elsewhere whether it changed rows that its number does not find */
    private record Entry(long batch, long written, boolean elsewhere) {}

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
                isReplaced |= entry.elsewhere();
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
                    row -> new Entry(row.getLong("batch"), row.getLong("written"), row.getInt("elsewhere") == 1));
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
