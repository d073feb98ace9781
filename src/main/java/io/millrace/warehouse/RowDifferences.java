package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** In what the rows of the table {@code actual} differ from those of {@code expected}, a dataset's, in DuckDB. */
final class RowDifferences {
    private static final int NAMED = 10;

    private final String place;
    private final Dataset dataset;
    private final TableCheck.Faults faults;

    /** @param place what is compared, for who is told */
    RowDifferences(String place, Dataset dataset, TableCheck.Faults faults) {
        this.place = place;
        this.dataset = dataset;
        this.faults = faults;
    }

    /** Names what is wrong, a few rows of each kind. */
    void find(Statement statement) throws SQLException {
        var same = dataset.key().stream()
                .map(name -> "a." + Sql.identifier(name) + " = e." + Sql.identifier(name))
                .collect(Collectors.joining(" AND "));
        report(
                "row_missing",
                "SELECT " + named("e") + " AS named, 'is missing; batch ' || e.batch || ' wrote it' AS said"
                        + " FROM expected AS e ANTI JOIN actual AS a ON " + same,
                statement);
        report(
                "row_doubled",
                "SELECT " + named("a") + " AS named, 'stands there ' || count(*) || ' times, of batches '"
                        + " || string_agg(a.batch, ', ' ORDER BY a.batch) || '; expected once' AS said"
                        + " FROM actual AS a GROUP BY " + Sql.join(dataset.key(), Sql::identifier)
                        + " HAVING count(*) > 1",
                statement);
        report(
                "row_invented",
                "SELECT " + named("a") + " AS named, 'stands there as of batch ' || a.batch"
                        + " || '; no batch that counts wrote it' AS said"
                        + " FROM actual AS a ANTI JOIN expected AS e ON " + same,
                statement);
        report(
                "row_differs",
                "SELECT " + named("a") + " AS named, concat_ws('; ', " + differences() + ") AS said"
                        + " FROM actual AS a JOIN expected AS e ON " + same + " WHERE (" + values("a")
                        + ") IS DISTINCT FROM (" + values("e") + ")",
                statement);
    }

    private void report(String kind, String sql, Statement statement) throws SQLException {
        statement.execute("CREATE OR REPLACE TABLE faults AS " + sql);
        var count = number(statement, "SELECT count(*) FROM faults");
        try (var result = statement.executeQuery("SELECT named, said FROM faults ORDER BY named LIMIT " + NAMED)) {
            while (result.next()) {
                faults.found(kind, place + " " + result.getString(1), result.getString(2));
            }
        }
        if (count > NAMED) {
            faults.found(kind, place, "and " + (count - NAMED) + " more rows, " + count + " in all");
        }
    }

    /** SQL of a text such as {@code source=acme, sku=1}. */
    private String named(String table) {
        return dataset.key().stream()
                .map(name ->
                        Sql.literal(name + "=") + " || CAST(" + table + "." + Sql.identifier(name) + " AS VARCHAR)")
                .collect(Collectors.joining(" || ', ' || "));
    }

    private String values(String table) {
        return dataset.columns().stream()
                        .map(column -> table + "." + Sql.identifier(column.name()))
                        .collect(Collectors.joining(", "))
                + ", " + table + ".batch";
    }

    /** SQL of one text for each column, NULL where it is the same on both sides. */
    private String differences() {
        var names = dataset.columns().stream().map(Column::name).collect(Collectors.toList());
        names.add(Sql.BATCH);
        return names.stream()
                .map(name -> {
                    var column = Sql.identifier(name);
                    return "CASE WHEN a." + column + " IS DISTINCT FROM e." + column + " THEN "
                            + Sql.literal(name + " is ") + " || " + text("a." + column) + " || ', batch ' || e.batch"
                            + " || ' wrote ' || " + text("e." + column) + " END";
                })
                .collect(Collectors.joining(", "));
    }

    private static String text(String column) {
        return "coalesce(CAST(" + column + " AS VARCHAR), 'nothing')";
    }

    /** The number that a query answers with. */
    static long number(Statement statement, String sql) throws SQLException {
        try (var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
