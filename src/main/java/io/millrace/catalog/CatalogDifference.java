package io.millrace.catalog;

import java.util.List;

/**
 * What a table of the catalog and the manifests say differently.
 *
 * @param partitions how many the table is to have
 * @param missing of these, those that it lacks
 * @param misplaced of these, those that it has at another location
 * @param surplus those that it has and is not to have
 */
public record CatalogDifference(
        CatalogTable table,
        int partitions,
        List<CatalogPartition> missing,
        List<CatalogPartition> misplaced,
        List<CatalogPartition> surplus) {
    /** Whether both say the same. */
    public boolean isNone() {
        return missing.isEmpty() && misplaced.isEmpty() && surplus.isEmpty();
    }

    /** On one line, for people. */
    public String words() {
        return "table " + table.name() + ": " + partitions + " partitions"
                + (isNone()
                        ? ", as the manifests say"
                        : ", of which " + missing.size() + " are missing and " + misplaced.size()
                                + " at another place; " + surplus.size() + " beside them that do not count");
    }
}
