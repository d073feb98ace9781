package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that a dataset's statements are filled in with. */
final class Sql {
    /** The column that every table has beside the dataset's. */
    static final String BATCH = "batch";

    private Sql() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** For a list in parentheses; where there are none, a number that no batch has. */
    static String numbers(Collection<Long> numbers) {
        return numbers.isEmpty() ? "0" : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Names that hold for every statement of a dataset. */
    static Map<String, String> of(Dataset dataset, Dialect dialect) {
        var columns = dataset.columns().stream().map(Column::name).toList();
        var values = new LinkedHashMap<String, String>();
        values.put("dataset", literal(dataset.name()));
        values.put("target", dialect.identifier(dataset.name()));
        values.put("staging", dialect.identifier(Dialect.Staging.ROWS.table(dataset.name())));
        values.put("hidden", dialect.identifier(Dialect.Staging.HIDDEN.table(dataset.name())));
        values.put("uncovered", dialect.identifier("uncovered_" + dataset.name()));
        values.put("key", join(dataset.key(), dialect::identifier));
        values.put("version", dialect.identifier(dataset.versionColumn()));
        values.put("columns", join(columns, dialect::identifier));
        values.put(
                "key-equality",
                dataset.key().stream()
                        .map(dialect::identifier)
                        .map(name -> "t." + name + " = s." + name)
                        .collect(Collectors.joining(" AND ")));
        values.put(
                "same-values",
                columns.stream()
                        .map(dialect::identifier)
                        .map(name -> dialect.same("t." + name, "s." + name))
                        .collect(Collectors.joining(" AND ")));
        values.put(
                "updates",
                Stream.concat(columns.stream().filter(name -> !dataset.key().contains(name)), Stream.of(BATCH))
                        .map(dialect::identifier)
                        .map(name -> name + " = " + dialect.proposed(name))
                        .collect(Collectors.joining(", ")));
        values.put("column-definitions", join(dataset.columns(), column -> definition(dataset, column, dialect)));
        values.put("staged-definitions", join(dataset.columns(), column -> plain(dataset, column, dialect)));
        values.put(
                "column-texts",
                join(dataset.columns(), column -> dialect.text(column) + " AS " + dialect.identifier(column.name())));
        values.putAll(dialect.values(dataset));
        return values;
    }

    /**
     * Whether a table's column may not be NULL. Other required columns may: batches from before a column was declared
     * have none of it.
     */
    static boolean isNotNull(Dataset dataset, String column) {
        return dataset.key().contains(column) || dataset.versionColumn().equals(column) || column.equals(BATCH);
    }

    private static String definition(Dataset dataset, Column column, Dialect dialect) {
        return plain(dataset, column, dialect) + (isNotNull(dataset, column.name()) ? " NOT NULL" : "");
    }

    private static String plain(Dataset dataset, Column column, Dialect dialect) {
        return dialect.identifier(column.name()) + " " + dialect.type(dataset, column);
    }

    private static <T> String join(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(", "));
    }
}
