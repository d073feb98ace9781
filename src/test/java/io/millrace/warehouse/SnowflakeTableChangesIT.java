package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a table whose declaration changes. */
class SnowflakeTableChangesIT {
    private static final Dataset OFFERS = offers(1, "decimal(18,4)", "");

    @TempDir
    Path folder;

    private LoadedWarehouse warehouse;

    @BeforeEach
    void open() throws Exception {
        warehouse = new LoadedWarehouse(folder, Place.snowflake(folder), OFFERS);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    private static Dataset offers(int version, String type, String more) {
        return Declared.dataset("""
                dataset: offers
                version: %d
                key: [source, sku]
                version-column: observed_at
                columns:
                  - {name: source, type: string, required: true}
                  - {name: sku, type: string, required: true}
                  - {name: observed_at, type: timestamp, required: true}
                  - {name: price, type: "%s"}
                """.formatted(version, type) + more);
    }

    private static Dataset later(String type) {
        return offers(2, type, "  - {name: stock, type: int}\n");
    }

    @Test
    void aColumnThatWasDeclaredSinceIsAddedAndOneOfAnotherTypeIsRefusedWithItsCure() throws Exception {
        warehouse.commit(1, OFFERS, "('shop', '1', TIMESTAMPTZ '2026-11-21 10:00:00Z', 10)");
        warehouse.load();
        var later = later("decimal(18,4)");
        warehouse.declare(10, later);
        warehouse.commit(2, later, "('shop', '2', TIMESTAMPTZ '2026-11-21 12:00:00Z', 2.5, 7)");
        warehouse.load();
        assertEquals(
                List.of("1 10.0000 null", "2 2.5000 7"),
                warehouse.rows("SELECT sku, price, stock FROM offers ORDER BY sku"));
        warehouse.declare(10, later("decimal(20,6)"));
        var fault = assertThrows(IllegalStateException.class, warehouse::next).getMessage();
        assertTrue(fault.contains("has price as NUMBER(18,4), the declaration has it as decimal(20,6)"), fault);
        for (var sql : fault.substring(fault.indexOf("ALTER")).split(";")) {
            warehouse.execute(sql);
        }
        warehouse.load();
        assertEquals(List.of("10.000000", "2.500000"), warehouse.rows("SELECT price FROM offers ORDER BY sku"));
    }
}
