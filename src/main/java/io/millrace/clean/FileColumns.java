package io.millrace.clean;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;

/** What the files of a dataset hold. */
public final class FileColumns {
    /** Columns that every file has behind the dataset's: where the row comes from. */
    private static final List<String> TECHNICAL = List.of("batch", "shard", "seq");

    private FileColumns() {}

    /** Names, in the order of the files. */
    public static List<String> of(Dataset dataset) {
        var names = new ArrayList<String>();
        dataset.columns().stream().map(Column::name).forEach(names::add);
        names.addAll(TECHNICAL);
        return names;
    }
}
