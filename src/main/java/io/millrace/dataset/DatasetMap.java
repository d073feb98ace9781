package io.millrace.dataset;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A declaration as plain maps and lists, in the shape of its YAML file, and back. */
final class DatasetMap {
    private static final Set<String> KEYS =
            Set.of("dataset", "version", "doc", "key", "version-column", "columns", "require-any", "references");
    private static final Set<String> COLUMN_KEYS =
            Set.of("name", "type", "required", "from", "parse", "min", "max", "max-length", "values", "doc");

    private DatasetMap() {}

    static Map<String, Object> of(Dataset dataset) {
        var map = new LinkedHashMap<String, Object>();
        map.put("dataset", dataset.name());
        map.put("version", dataset.version());
        map.put("doc", dataset.doc());
        map.put("key", dataset.key());
        map.put("version-column", dataset.versionColumn());
        map.put("columns", dataset.columns().stream().map(DatasetMap::of).toList());
        map.put("require-any", dataset.requireAny());
        if (!dataset.references().isEmpty()) {
            map.put(
                    "references",
                    dataset.references().stream()
                            .map(reference -> Map.of("columns", reference.columns(), "dataset", reference.dataset()))
                            .toList());
        }
        return map;
    }

    private static Map<String, Object> of(Column column) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", column.name());
        map.put("type", column.type().toString());
        map.put("required", column.required());
        map.put("from", column.from());
        map.put("parse", column.parse());
        // As text, because a JSON number may come back as a double.
        map.put("min", column.min() == null ? null : column.min().toString());
        map.put("max", column.max() == null ? null : column.max().toString());
        map.put("max-length", column.maxLength());
        map.put("values", column.values());
        map.put("doc", column.doc());
        map.values().removeIf(value -> value == null);
        return map;
    }

    static Dataset read(Map<String, ?> map) {
        only(map, KEYS);
        return new Dataset(
                text(map, "dataset"),
                number(map, "version"),
                text(map, "doc"),
                texts(map, "key"),
                text(map, "version-column"),
                ((List<?>) value(map, "columns", List.class))
                        .stream().map(DatasetMap::column).toList(),
                texts(map, "require-any"),
                map.containsKey("references") ? references(map) : List.of());
    }

    private static List<Reference> references(Map<?, ?> map) {
        return ((List<?>) value(map, "references", List.class))
                .stream()
                        .map(item -> (Map<?, ?>) item)
                        .map(item -> new Reference(texts(item, "columns"), text(item, "dataset")))
                        .toList();
    }

    private static Column column(Object item) {
        if (!(item instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("found " + item + " among the columns of a dataset, expected a map");
        }
        only(map, COLUMN_KEYS);
        var type = text(map, "type");
        return new Column(
                text(map, "name"),
                ColumnType.parse(type)
                        .orElseThrow(() -> new IllegalArgumentException("unknown column type \"" + type + "\"")),
                value(map, "required", Boolean.class),
                text(map, "from"),
                map.containsKey("parse") ? text(map, "parse") : null,
                decimal(map, "min"),
                decimal(map, "max"),
                map.containsKey("max-length") ? number(map, "max-length") : null,
                texts(map, "values"),
                text(map, "doc"));
    }

    private static void only(Map<?, ?> map, Set<String> known) {
        map.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("unknown key \"" + key
                    + "\" in a dataset's declaration: it was written by another version of Millrace");
        });
    }

    private static String text(Map<?, ?> map, String key) {
        return value(map, key, String.class);
    }

    private static int number(Map<?, ?> map, String key) {
        return value(map, key, Integer.class);
    }

    private static BigDecimal decimal(Map<?, ?> map, String key) {
        return map.containsKey(key) ? new BigDecimal(text(map, key)) : null;
    }

    private static List<String> texts(Map<?, ?> map, String key) {
        return ((List<?>) value(map, key, List.class))
                .stream().map(String.class::cast).toList();
    }

    private static <T> T value(Map<?, ?> map, String key, Class<T> type) {
        var value = map.get(key);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("found " + value + " as \"" + key
                    + "\" of a dataset's declaration, expected " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
