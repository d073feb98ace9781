package io.millrace.clean;

import io.millrace.dataset.Dataset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The declarations of datasets as plans carry them. */
final class Declarations {
    private Declarations() {}

    /**
     * Name to declaration.
     *
     * @param only the one that is wanted; null: all
     */
    static Map<String, Map<String, Object>> of(List<Dataset> datasets, String only) {
        var declarations = new TreeMap<String, Map<String, Object>>();
        datasets.stream()
                .filter(dataset -> only == null || only.equals(dataset.name()))
                .forEach(dataset -> declarations.put(dataset.name(), dataset.toMap()));
        return declarations;
    }
}
