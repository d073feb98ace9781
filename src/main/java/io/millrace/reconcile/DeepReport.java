package io.millrace.reconcile;

import java.util.List;
import java.util.Map;

/**
 * What a deep check looked at and found.
 *
 * @param checked what was looked at to how many: {@code objects}, {@code records}, {@code plans}, {@code batches},
 *     {@code files}, {@code rows}, {@code rejected}
 * @param findings what is wrong; of one kind at one place the first ten, then a count
 */
public record DeepReport(Map<String, Long> checked, List<Finding> findings) {
    /**
     * Something that is not as it has to be.
     *
     * @param kind a stable word: {@code object_missing}, {@code row_differs} …
     * @param place what it is about: object with line, batch, or warehouse and table with the key's values
     * @param found what is there, and what was expected
     */
    public record Finding(String kind, String place, String found) {}
}
