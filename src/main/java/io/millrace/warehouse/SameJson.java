package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * Tells JSON that means the same from JSON that does not, for warehouses that give it back in their own order and form:
 * members in any order, white space, and how a number is written do not matter.
 */
final class SameJson {
    /** All that is in a value, each with its path, in order; null where it is no JSON. */
    private static final String MEANING = "CREATE OR REPLACE MACRO meaning(j) AS ("
            + "SELECT string_agg(fullkey || ' ' || CASE WHEN type IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')"
            + " THEN 'NUMBER ' || CAST(CAST(atom AS DOUBLE) AS VARCHAR)"
            + " ELSE type || ' ' || coalesce(CAST(atom AS VARCHAR), '') END, chr(10) ORDER BY fullkey)"
            + " FROM json_tree(CASE WHEN json_valid(j) THEN j END))";

    private SameJson() {}

    /** Gives the rows of {@code actual} the text of {@code expected} where it means the same. */
    static void settle(Dataset dataset, Statement statement) throws SQLException {
        statement.execute(MEANING);
        var key = dataset.key().stream()
                .map(Sql::identifier)
                .map(name -> "a." + name + " = e." + name)
                .collect(Collectors.joining(" AND "));
        for (Column column : dataset.columns()) {
            if (Sql.isJson(column)) {
                var name = Sql.identifier(column.name());
                statement.execute("UPDATE actual AS a SET " + name + " = e." + name + " FROM expected AS e WHERE " + key
                        + " AND a." + name + " <> e." + name + " AND meaning(a." + name + ") = meaning(e." + name
                        + ")");
            }
        }
    }
}
