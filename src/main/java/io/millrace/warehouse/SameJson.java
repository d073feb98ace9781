package io.millrace.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Json;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Gives JSON back the text that it was written as, where a warehouse has kept the value in words of its own. */
final class SameJson {
    /** 1.50 and 1.5 are one number. */
    private static final Comparator<JsonNode> BY_VALUE = (a, b) ->
            a.isNumber() && b.isNumber() && a.decimalValue().compareTo(b.decimalValue()) == 0 || a.equals(b) ? 0 : 1;

    private SameJson() {}

    /** In the table {@code actual} of a scratch database, after the table {@code expected} there. */
    static void align(Dataset dataset, Statement statement) throws SQLException {
        for (var column : dataset.columns()) {
            if (column.type().kind() == ColumnType.Kind.JSON) {
                align(dataset, column, statement);
            }
        }
    }

    private static void align(Dataset dataset, Column column, Statement statement) throws SQLException {
        var name = Sql.identifier(column.name());
        var key = dataset.key().stream()
                .map(part -> "a." + Sql.identifier(part) + " = e." + Sql.identifier(part))
                .collect(Collectors.joining(" AND "));
        statement.execute("CREATE OR REPLACE TABLE same_json (found VARCHAR, written VARCHAR)");
        try (var query = statement.getConnection().createStatement();
                var pairs = query.executeQuery("SELECT DISTINCT a." + name + ", e." + name
                        + " FROM actual AS a JOIN expected AS e ON " + key + " WHERE a." + name + " <> e." + name);
                var insert = statement.getConnection().prepareStatement("INSERT INTO same_json VALUES (?, ?)")) {
            while (pairs.next()) {
                if (isSame(pairs.getString(1), pairs.getString(2))) {
                    insert.setString(1, pairs.getString(1));
                    insert.setString(2, pairs.getString(2));
                    insert.execute();
                }
            }
        }
        statement.execute("UPDATE actual AS a SET " + name + " = e." + name + " FROM expected AS e WHERE " + key
                + " AND EXISTS (SELECT 1 FROM same_json AS j WHERE j.found = a." + name + " AND j.written = e." + name
                + ")");
    }

    static boolean isSame(String found, String written) {
        try {
            return Json.MAPPER.readTree(found).equals(BY_VALUE, Json.MAPPER.readTree(written));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
