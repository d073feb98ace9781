package io.millrace.dataset;

import io.millrace.config.Faults;
import io.millrace.config.Scalar;
import io.millrace.config.YamlMap;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one column of a declaration. */
final class ColumnReader {
    /**
     * Columns that Millrace itself adds: the batch of a row, the day that its files are partitioned by, and where it was
     * in the stream; and the one that a warehouse adds.
     */
    private static final List<String> RESERVED = List.of("batch", "dt", "shard", "seq", "rowid");

    private static final Pattern FROM = Pattern.compile("(payload|evidence)(\\.[A-Za-z0-9_-]+)+"
            + "|event\\.(id|dataset|version|source|publisher|n|observed_at|sent_at)");

    private final YamlMap map;
    private final Faults faults;

    ColumnReader(YamlMap map, Faults faults) {
        this.map = map;
        this.faults = faults;
    }

    /** The column, if it has a name and a type. */
    Optional<Column> read() {
        map.only("name", "type", "required", "from", "parse", "min", "max", "max-length", "values", "doc");
        var name = map.required("name", "the column's name")
                .flatMap(value -> value.text(DatasetFile.NAME, DatasetFile.NAME_FORM));
        if (name.filter(RESERVED::contains).isPresent()) {
            faults.add(
                    map.place("name"),
                    "found \"" + name.get() + "\", a column that Millrace itself adds: choose another name");
        }
        var type = map.required("type", "a type such as string").flatMap(ColumnReader::type);
        return name.flatMap(column -> type.map(known -> column(column, known)));
    }

    private static Optional<ColumnType> type(Scalar value) {
        var type = ColumnType.parse(value.raw().strip());
        return type.isPresent() ? type : value.unexpected("one of " + String.join(", ", ColumnType.FORMS));
    }

    private Column column(String name, ColumnType type) {
        var min = bound("min", type);
        var max = bound("max", type);
        if (min != null && max != null && min.compareTo(max) > 0) {
            faults.add(map.place("max"), "found " + max + ", expected at least min, which is " + min);
        }
        return new Column(
                name,
                type,
                map.scalar("required").flatMap(Scalar::bool).orElse(false),
                map.scalar("from")
                        .flatMap(value -> value.text(
                                FROM, "payload.NAME, evidence.NAME or a field of the event such as event.observed_at"))
                        .orElse("payload." + name),
                parse(type),
                min,
                max,
                maxLength(type),
                values(type),
                map.scalar("doc").map(Scalar::raw).orElse(""));
    }

    private String parse(ColumnType type) {
        var parse = map.scalar("parse")
                .flatMap(value -> value.oneOf(Column.PARSERS))
                .orElse(null);
        var gives = "price".equals(parse) ? ColumnType.Kind.DECIMAL : ColumnType.Kind.STRING;
        if (parse != null && type.kind() != gives) {
            faults.add(
                    map.place("parse"),
                    "found \"" + parse + "\" for a column of type " + type + ", expected a column of type "
                            + (gives == ColumnType.Kind.DECIMAL ? "decimal(18,4)" : "string"));
        }
        return parse;
    }

    private BigDecimal bound(String key, ColumnType type) {
        applies(key, type.isNumber(), type);
        return map.scalar(key).flatMap(Scalar::decimal).orElse(null);
    }

    private Integer maxLength(ColumnType type) {
        applies("max-length", type.kind() == ColumnType.Kind.STRING, type);
        return map.scalar("max-length")
                .flatMap(value -> value.integer(1, Integer.MAX_VALUE))
                .orElse(null);
    }

    private List<String> values(ColumnType type) {
        applies("values", type.kind() == ColumnType.Kind.STRING, type);
        return map.list("values", "a list of texts").map(list -> list.scalars("a text")).stream()
                .flatMap(List::stream)
                .map(Scalar::raw)
                .distinct()
                .toList();
    }

    private void applies(String key, boolean applies, ColumnType type) {
        if (!applies && map.keys().contains(key)) {
            faults.add(map.place(key), "says nothing about a column of type " + type + ": remove it");
        }
    }
}
