package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import org.junit.jupiter.api.Test;

class DuckDbDialectTest {
    private static final LoadSize SIZE = new LoadSize(7, 100, 1_000);

    private final Dialect dialect = new DuckDbDialect();

    private static Dataset keyedBy(String key) {
        return Declared.dataset("""
                dataset: offers
                version: 1
                key: [%s]
                version-column: at
                columns:
                  - {name: sku, type: string, required: true}
                  - {name: at,  type: timestamp, required: true}
                """.formatted(key));
    }

    @Test
    void aLoadOfAHistoryWhoseRowsAreNewTakesMoreOfThem() {
        assertEquals(new LoadSize(7, 300, 3_000), dialect.most(SIZE, keyedBy("sku, at")));
    }

    @Test
    void aLoadWhoseRowsMayAllTakeThePlaceOfOthersDoesNot() {
        assertEquals(SIZE, dialect.most(SIZE, keyedBy("sku")));
    }
}
