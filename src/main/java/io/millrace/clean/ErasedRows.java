package io.millrace.clean;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Erasure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells what is erased of rows, as SQL of DuckDB. Pure.
 *
 * <p>The rows of a dataset without the event's source do not say whose they are.
 */
final class ErasedRows {
    private static final String SKU = "sku";

    private final Map<String, Dataset> datasets;
    private final List<Erasure> erasures;

    /** @param datasets name to declaration */
    ErasedRows(Map<String, Dataset> datasets, List<Erasure> erasures) {
        this.datasets = Map.copyOf(datasets);
        this.erasures = List.copyOf(erasures);
    }

    /** Whether rows of a dataset in files of these columns may be erased. */
    boolean concerns(String dataset, Collection<String> columns) {
        return erasures.stream().anyMatch(erasure -> concerns(erasure, dataset, columns));
    }

    private boolean concerns(Erasure erasure, String dataset, Collection<String> columns) {
        return (erasure.dataset() == null || erasure.dataset().equals(dataset))
                && columns.contains(column(dataset, "event.source", "source"))
                && (erasure.sku() == null || columns.contains(SKU));
    }

    /** SQL of a condition that is true of the erased rows of a dataset, and false of all others. */
    String condition(String dataset, Collection<String> columns) {
        return erasures.stream()
                .filter(erasure -> concerns(erasure, dataset, columns))
                .map(erasure -> condition(erasure, dataset, columns))
                .collect(Collectors.joining(" OR ", "coalesce(", ", false)"));
    }

    private String condition(Erasure erasure, String dataset, Collection<String> columns) {
        var parts = new ArrayList<String>();
        parts.add(text(column(dataset, "event.source", "source")) + " = " + literal(erasure.source()));
        if (erasure.sku() != null) {
            parts.add(text(SKU) + " = " + literal(erasure.sku()));
        }
        var observed = column(dataset, "event.observed_at", "observed_at");
        if (columns.contains(observed)) {
            parts.add(RowTable.quoted(observed) + " < TIMESTAMPTZ "
                    + literal(erasure.before().toString()));
        }
        return "(" + String.join(" AND ", parts) + ")";
    }

    /** The column of a dataset that holds a part of the event. */
    private String column(String dataset, String from, String otherwise) {
        return Optional.ofNullable(datasets.get(dataset)).stream()
                .flatMap(declared -> declared.columns().stream())
                .filter(column -> column.from().equals(from) && column.parse() == null)
                .map(Column::name)
                .findFirst()
                .orElse(otherwise);
    }

    private static String text(String column) {
        return "CAST(" + RowTable.quoted(column) + " AS VARCHAR)";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
