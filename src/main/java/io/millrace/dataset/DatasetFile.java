package io.millrace.dataset;

import io.millrace.config.Faults;
import io.millrace.config.Scalar;
import io.millrace.config.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one declaration of a dataset. */
final class DatasetFile {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    static final String NAME_FORM = "a name of lower-case letters, digits and underscores that begins with a letter";

    private static final int HIGHEST_VERSION = 1_000_000;

    private final YamlMap root;
    private final Faults faults;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private boolean allColumns;

    DatasetFile(YamlMap root, Faults faults) {
        this.root = root;
        this.faults = faults;
    }

    /** The dataset; what has a fault is as if it were not there. */
    Dataset read() {
        root.only("dataset", "version", "doc", "key", "version-column", "columns", "require-any", "references");
        var name = root.required("dataset", "the dataset's name, such as prices")
                .flatMap(value -> value.text(NAME, NAME_FORM));
        if (name.filter(text -> text.startsWith("millrace_")).isPresent()) {
            faults.add(root.place("dataset"), "names that begin with millrace_ are Millrace's own: choose another");
        }
        var version = root.required("version", "the declaration's version, 1 at first")
                .flatMap(value -> value.integer(1, HIGHEST_VERSION));
        var before = faults.count();
        root.require("columns", "a list such as [{name: sku, type: string, required: true}]");
        root.list("columns", "a list of columns")
                .ifPresent(list ->
                        list.maps("a map such as {name: sku, type: string}").forEach(this::column));
        allColumns = faults.count() == before;
        root.require("key", "a list of columns that tell one row from another, such as [source, sku]");
        return new Dataset(
                name.orElse(""),
                version.orElse(1),
                root.scalar("doc").map(Scalar::raw).orElse(""),
                key(),
                versionColumn(),
                List.copyOf(columns.values()),
                names("require-any"),
                references());
    }

    private void column(YamlMap map) {
        new ColumnReader(map, faults).read().ifPresent(column -> {
            if (columns.putIfAbsent(column.name(), column) != null) {
                faults.add(map.place("name"), "found \"" + column.name() + "\" a second time: rename or remove one");
            }
        });
    }

    private List<Reference> references() {
        return root
                .list("references", "a list such as [{columns: [city], dataset: cities}]")
                .map(list -> list.maps("a map such as {columns: [city], dataset: cities}"))
                .stream()
                .flatMap(List::stream)
                .flatMap(map -> reference(map).stream())
                .toList();
    }

    private Optional<Reference> reference(YamlMap map) {
        map.only("columns", "dataset");
        map.require("columns", "the columns that hold the other dataset's key, such as [city]");
        var dataset = map.required("dataset", "the name of the other dataset, such as cities")
                .flatMap(value -> value.text(NAME, NAME_FORM));
        var held = names(map, "columns");
        return dataset.filter(name -> !held.isEmpty()).map(name -> new Reference(held, name));
    }

    private List<String> key() {
        var key = names("key");
        for (var name : key) {
            var column = columns.get(name);
            switch (column.type().kind()) {
                case DOUBLE, JSON ->
                    faults.add(
                            root.place("key"),
                            "column " + name + " is a " + column.type() + ", which cannot be compared exactly");
                default -> required(column, "key");
            }
        }
        if (key.isEmpty() && root.keys().contains("key")) {
            root.list("key", "a list")
                    .filter(list -> list.items().isEmpty())
                    .ifPresent(list -> faults.add(list.place(), "is empty, expected at least one column"));
        }
        return key;
    }

    private String versionColumn() {
        var value = root.required("version-column", "the column that tells the newer of two rows, such as observed_at");
        var name = value.flatMap(this::existing).orElse("");
        if (!name.isEmpty()) {
            var column = columns.get(name);
            switch (column.type().kind()) {
                case TIMESTAMP, DATE, INT, BIGINT -> required(column, "version-column");
                default ->
                    faults.add(
                            root.place("version-column"),
                            "column " + name + " is a " + column.type()
                                    + ", expected a timestamp, date, int or bigint");
            }
        }
        return name;
    }

    private void required(Column column, String key) {
        if (!column.required()) {
            faults.add(root.place(key), "column " + column.name() + " may be missing: declare it with required: true");
        }
    }

    /** The columns that the key's list names, without those that are not there. */
    private List<String> names(String key) {
        return names(root, key);
    }

    private List<String> names(YamlMap map, String key) {
        return map.list(key, "a list of columns").map(list -> list.scalars("a column's name")).stream()
                .flatMap(List::stream)
                .flatMap(value -> existing(value).stream())
                .distinct()
                .toList();
    }

    private Optional<String> existing(Scalar value) {
        // A column with a fault of its own is not missing.
        return allColumns
                ? value.oneOf(columns.keySet())
                : Optional.of(value.raw()).filter(columns::containsKey);
    }
}
