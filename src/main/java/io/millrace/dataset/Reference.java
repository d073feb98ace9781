package io.millrace.dataset;

import java.util.List;

/**
 * That some columns of a dataset hold the key of a row of another one. A row may come before the one that it refers to.
 *
 * @param columns in the order of the other dataset's key; where one of them is empty, the row refers to nothing
 * @param dataset name of the other dataset
 */
public record Reference(List<String> columns, String dataset) {
    public Reference {
        columns = List.copyOf(columns);
    }
}
