package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to change in a table that is there, for a declaration that has changed since. */
final class TableChanges {
    private final String warehouse;
    private final Dataset dataset;
    private final SqlFolder sql;

    TableChanges(String warehouse, Dataset dataset, SqlFolder sql) {
        this.warehouse = warehouse;
        this.dataset = dataset;
        this.sql = sql;
    }

    /** One column of the table, as the statement {@code columns} gives it. */
    private record Found(String type, boolean notNull, boolean inKey) {
        static Found of(Map<String, Object> row) {
            return new Found(
                    (String) Answer.value(row, "type"), Answer.isTrue(row, "not_null"), Answer.isTrue(row, "in_key"));
        }
    }

    /**
     * The statements that are due: a new column is added, and what need not be there any more may be NULL. A column that
     * the declaration has lost stays as it is.
     *
     * @param table answer of the statement {@code columns}: name, type, not_null, in_key
     * @throws IllegalStateException if more would have to change; the message holds the statement
     */
    List<String> due(List<Map<String, Object>> table) {
        var found = new LinkedHashMap<String, Found>();
        table.forEach(row -> found.put((String) Answer.value(row, "name"), Found.of(row)));
        if (!found.containsKey(Sql.BATCH)) {
            throw new IllegalStateException(place() + " was not made by Millrace, it has no column batch: rename it, or"
                    + " give this warehouse a database of its own");
        }
        expectKey(found);
        var due = new ArrayList<String>();
        for (var column : dataset.columns()) {
            var there = found.get(column.name());
            if (there == null) {
                due.add(sql.statement("add-column", values(column)));
            } else {
                expectType(column, there);
            }
        }
        found.forEach((name, there) -> {
            if (there.notNull() && !Sql.isNotNull(dataset, name)) {
                expectRelaxed(name, there);
                due.add(sql.statement("relax-column", found(name, there)));
            }
        });
        return due;
    }

    private void expectKey(Map<String, Found> found) {
        Set<String> key = new HashSet<>();
        found.forEach((name, column) -> {
            if (column.inKey()) {
                key.add(name);
            }
        });
        if (!key.equals(Set.copyOf(dataset.key()))) {
            throw new IllegalStateException(place() + " has the key " + key + ", the declaration has " + dataset.key()
                    + ": give the dataset another name, or have all batches loaded anew after "
                    + sql.statement("forget", sql.values(dataset)));
        }
    }

    private void expectType(Column column, Found there) {
        if (!sql.dialect().isType(dataset, column, there.type())) {
            throw new IllegalStateException(place() + " has " + column.name() + " as " + there.type()
                    + ", the declaration has it as " + column.type()
                    + ": declare it under another name, or, if its values fit, change the table with "
                    + sql.statement(change(column), values(column)));
        }
    }

    /** Where a text can become longer as it stands, there is a statement of its own for that. */
    private String change(Column column) {
        return column.type().kind() == ColumnType.Kind.STRING && sql.has("change-text")
                ? "change-text"
                : "change-column";
    }

    private void expectRelaxed(String name, Found there) {
        if (!sql.has("relax-column")) {
            throw new IllegalStateException(
                    place() + " has " + name + " as NOT NULL, which the declaration does not ask"
                            + " for and this warehouse cannot take back: declare the dataset under another name, or change the"
                            + " table with " + sql.statement("change-column", found(name, there)));
        }
    }

    private String place() {
        return "warehouse " + warehouse + ": the table " + dataset.name();
    }

    private Map<String, String> found(String column, Found there) {
        var values = named(column);
        values.put("type", there.type());
        return values;
    }

    private Map<String, String> values(Column column) {
        var values = named(column.name());
        values.put("type", sql.dialect().type(dataset, column));
        return values;
    }

    private Map<String, String> named(String column) {
        var values = new HashMap<>(sql.values(dataset));
        values.put("column", sql.dialect().identifier(column));
        return values;
    }
}
