package io.millrace.retention;

import java.util.Map;

/** The warehouses that this process loads. */
@FunctionalInterface
public interface OwnWarehouses {
    /**
     * Warehouse to the number through which it has loaded every batch.
     *
     * @throws Exception if one of them does not answer
     */
    Map<String, Long> loadedThrough() throws Exception;
}
