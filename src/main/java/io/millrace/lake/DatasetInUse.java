package io.millrace.lake;

import io.millrace.dataset.Dataset;

/**
 * A dataset that has tables.
 *
 * @param from number of the first batch that may have anything of it: what was before need not be loaded anywhere
 */
public record DatasetInUse(Dataset dataset, long from) {
    public String name() {
        return dataset.name();
    }
}
