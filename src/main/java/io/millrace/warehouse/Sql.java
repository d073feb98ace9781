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
    static Map<String, String> of(Dataset dataset) {
        var columns = dataset.columns().stream().map(Column::name).toList();
        var values = new LinkedHashMap<String, String>();
        values.put("dataset", literal(dataset.name()));
        values.put("target", identifier(dataset.name()));
        values.put("staging", identifier("staging_" + dataset.name()));
        values.put("uncovered", identifier("uncovered_" + dataset.name()));
        values.put("key", join(dataset.key(), Sql::identifier));
        values.put("version", identifier(dataset.versionColumn()));
        values.put("columns", join(columns, Sql::identifier));
        values.put(
                "key-equality",
                dataset.key().stream()
                        .map(name -> "t." + identifier(name) + " = s." + identifier(name))
                        .collect(Collectors.joining(" AND ")));
        values.put(
                "same-values",
                columns.stream()
                        .map(name -> "t." + identifier(name) + " IS NOT DISTINCT FROM s." + identifier(name))
                        .collect(Collectors.joining(" AND ")));
        values.put(
                "updates",
                Stream.concat(columns.stream().filter(name -> !dataset.key().contains(name)), Stream.of(BATCH))
                        .map(name -> identifier(name) + " = excluded." + identifier(name))
                        .collect(Collectors.joining(", ")));
        values.put("column-definitions", join(dataset.columns(), column -> definition(dataset, column)));
        return values;
    }

    /**
     * Whether a table's column may not be NULL. Other required columns may: batches from before a column was declared
     * have none of it.
     */
    static boolean isNotNull(Dataset dataset, String column) {
        return dataset.key().contains(column) || dataset.versionColumn().equals(column) || column.equals(BATCH);
    }

    private static String definition(Dataset dataset, Column column) {
        return identifier(column.name()) + " " + DuckDbTypes.of(column)
                + (isNotNull(dataset, column.name()) ? " NOT NULL" : "");
    }

    private static <T> String join(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(", "));
    }
}
