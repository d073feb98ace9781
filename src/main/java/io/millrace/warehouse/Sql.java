package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.References;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Number of the batch of a stub: a row that others refer to, and that none has written yet. */
    static final long STUB = 0;

    /** For a list in parentheses; where there are none, a number that no row has. */
    static String numbers(Collection<Long> numbers) {
        return numbers.isEmpty() ? "-1" : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The names of datasets, for a list in parentheses. */
    static String literals(Collection<Dataset> datasets) {
        return datasets.stream().map(dataset -> literal(dataset.name())).collect(Collectors.joining(", "));
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
        values.put("target-key", join(dataset.key(), name -> "t." + dialect.identifier(name)));
        values.put("key-equality", equality(dataset.key(), "t", "s", dialect));
        values.put("key-definitions", join(dataset.key(), name -> plain(dataset, column(dataset, name), dialect)));
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
        values.put("proposed-values", join(columns, name -> dialect.proposed(dialect.identifier(name))));
        values.put("column-definitions", join(dataset.columns(), column -> definition(dataset, column, dialect)));
        values.put("staged-definitions", join(dataset.columns(), column -> plain(dataset, column, dialect)));
        values.put(
                "column-texts",
                join(dataset.columns(), column -> dialect.text(column) + " AS " + dialect.identifier(column.name())));
        values.putAll(dialect.values(dataset));
        return values;
    }

    /** Names that hold for the statements about a reference, whose dataset is {@code t} or {@code c}, its parent {@code t}. */
    static Map<String, String> of(References.Link link, Dialect dialect) {
        var parent = link.parent();
        var held = link.reference().columns();
        var values = new LinkedHashMap<String, String>();
        values.put("parent", dialect.identifier(parent.name()));
        values.put("child", dialect.identifier(link.child().name()));
        values.put("child-columns", join(held, dialect::identifier));
        values.put("parent-key", join(parent.key(), dialect::identifier));
        values.put("constraint", dialect.identifier(constraint(link)));
        values.put(
                "refers",
                held.stream()
                        .map(name -> "s." + dialect.identifier(name) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND ")));
        values.put("parent-equality", equality(parent.key(), "t", held, "s", dialect));
        values.put("child-equality", equality(parent.key(), "t", held, "c", dialect));
        var oldest =
                dialect.oldest(parent, parent.column(parent.versionColumn()).orElseThrow());
        var isInKey = parent.key().contains(parent.versionColumn());
        var version = dialect.identifier(parent.versionColumn());
        values.put("stub-columns", values.get("parent-key") + (isInKey ? "" : ", " + version));
        values.put("stub-values", join(held, name -> "s." + dialect.identifier(name)) + (isInKey ? "" : ", " + oldest));
        values.put(
                "stub-updates",
                parent.columns().stream()
                                .filter(column -> !parent.key().contains(column.name()))
                                .map(column -> dialect.identifier(column.name())
                                        + (column.name().equals(parent.versionColumn()) ? " = " + oldest : " = NULL"))
                                .map(update -> update + ", ")
                                .collect(Collectors.joining())
                        + BATCH + " = " + STUB);
        values.put("stub", Long.toString(STUB));
        return values;
    }

    /** Unique in a database, and short enough for each of them. */
    static String constraint(References.Link link) {
        var text =
                link.child().name() + link.reference().columns() + link.parent().name();
        return "millrace_"
                + EventIds.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** That rows of two tables are alike in columns of the same names. */
    static String equality(List<String> names, String ofA, String ofB, Dialect dialect) {
        return equality(names, ofA, names, ofB, dialect);
    }

    private static String equality(List<String> a, String ofA, List<String> b, String ofB, Dialect dialect) {
        return IntStream.range(0, a.size())
                .mapToObj(i ->
                        ofA + "." + dialect.identifier(a.get(i)) + " = " + ofB + "." + dialect.identifier(b.get(i)))
                .collect(Collectors.joining(" AND "));
    }

    /**
     * Whether a table's column may not be NULL. Other required columns may: batches from before a column was declared
     * have none of it.
     */
    static boolean isNotNull(Dataset dataset, String column) {
        return dataset.key().contains(column) || dataset.versionColumn().equals(column) || column.equals(BATCH);
    }

    private static Column column(Dataset dataset, String name) {
        return dataset.column(name).orElseThrow();
    }

    private static String definition(Dataset dataset, Column column, Dialect dialect) {
        return plain(dataset, column, dialect) + (isNotNull(dataset, column.name()) ? " NOT NULL" : "");
    }

    private static String plain(Dataset dataset, Column column, Dialect dialect) {
        return dialect.identifier(column.name()) + " " + dialect.type(dataset, column);
    }

    /** Columns that decide what becomes of a row: its key and version, and what it refers to. */
    static Set<String> deciding(Dataset dataset) {
        var names = new LinkedHashSet<>(dataset.key());
        names.add(dataset.versionColumn());
        dataset.references().forEach(reference -> names.addAll(reference.columns()));
        return names;
    }

    static boolean isJson(Column column) {
        return column.type().kind() == ColumnType.Kind.JSON;
    }

    static <T> String join(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(", "));
    }
}
