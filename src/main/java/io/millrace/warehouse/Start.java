package io.millrace.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a warehouse begins, as it says itself.
 *
 * @param first number of the first batch that it loads; what was before never comes in
 * @param from what {@code load.from} said when that was settled; null while it is not
 * @param loaded whether its ledger has anything
 */
public record Start(long first, String from, boolean loaded) {
    static Start read(Connection connection, SqlFolder sql) throws SQLException {
        var row = Warehouse.rows(connection, sql.statement("start", Map.of())).get(0);
        var loaded = Answer.number(row, "loads") > 0;
        var from = (String) Answer.value(row, "load_from");
        return new Start(from == null ? 1 : Answer.number(row, "first_batch"), from, loaded);
    }

    /**
     * That a setting says something else than what is settled, and what to do; empty while it still can settle it.
     *
     * @param forget statements after which everything is loaded anew
     */
    Optional<String> otherThan(LoadFrom set, List<String> forget) {
        var settled = isSettled() ? from : LoadFrom.FIRST_OF_ALL;
        return !loaded || settled.equals(set.words())
                ? Optional.empty()
                : Optional.of("begins with batch " + first + ", as load.from=" + settled
                        + " said before its first load; " + set.setting() + "=" + set.words()
                        + " changes nothing any more: set it back, or have everything loaded anew from there after "
                        + String.join("; ", forget));
    }

    boolean isSettled() {
        return from != null;
    }

    /** The statements that settle it in a transaction that is begun, whose lock they hold for all of the datasets. */
    List<String> statements(SqlFolder sql) {
        return sql.script("settle-start", Map.of("first", Long.toString(first), "from", Sql.literal(from)));
    }
}
