package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.Declared;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped dataset with its views, and what becomes of a table whose declaration changes. */
class SnowflakePricesIT {
    private static final Dataset PRICES = Datasets.load(Optional.empty()).all().get(0);

    @TempDir
    Path folder;

    private LoadedWarehouse warehouse;

    @BeforeEach
    void open() throws Exception {
        warehouse = new LoadedWarehouse(folder, Place.snowflake(folder), PRICES);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    private static String row(String sku, String price, String hour) {
        return "('shop', '" + sku + "', 'https://shop/" + sku + "', 'Cup', NULL, NULL, NULL, " + price
                + ", 'EUR', NULL, 'InStock', TIMESTAMPTZ '2026-11-21 " + hour + ":00:00Z', 'json-ld', 0.9, 'h', 'e"
                + sku + hour + "', '{\"our_sku\": \"X-" + sku + "\"}')";
    }

    private static Dataset later(String type) {
        return Declared.dataset("""
                dataset: prices
                version: 2
                key: [source, sku, observed_at]
                version-column: observed_at
                columns:
                  - {name: source, type: string, required: true}
                  - {name: sku, type: string, required: true}
                  - {name: observed_at, type: timestamp, required: true}
                  - {name: price, type: "%s"}
                  - {name: stock, type: int}
                """.formatted(type));
    }

    @Test
    void aColumnThatWasDeclaredSinceIsAddedAndOneOfAnotherTypeIsRefusedWithItsCure() throws Exception {
        warehouse.commit(1, PRICES, row("1", "10.00", "10"));
        warehouse.load();
        var later = later("decimal(18,4)");
        warehouse.declare(10, later);
        warehouse.commit(2, later, "('shop', '2', TIMESTAMPTZ '2026-11-21 12:00:00Z', 2.5, 7)");
        warehouse.load();
        assertEquals(
                List.of("1 10.0000 null", "2 2.5000 7"),
                warehouse.rows("SELECT sku, price, stock FROM prices ORDER BY sku"));
        warehouse.declare(10, later("decimal(20,6)"));
        var fault = assertThrows(IllegalStateException.class, warehouse::next).getMessage();
        assertTrue(fault.contains("has price as NUMBER(18,4), the declaration has it as decimal(20,6)"), fault);
        for (var sql : fault.substring(fault.indexOf("ALTER")).split(";")) {
            warehouse.execute(sql);
        }
        warehouse.load();
        assertEquals(List.of("10.000000", "2.500000"), warehouse.rows("SELECT price FROM prices ORDER BY sku"));
    }

    @Test
    void viewsShowLastPricesAndChanges() throws Exception {
        warehouse.commit(1, PRICES, row("1", "10.00", "10"), row("2", "5.00", "10"));
        warehouse.commit(2, PRICES, row("1", "12.50", "11"));
        warehouse.load();
        assertEquals(
                List.of("1 12.5000", "2 5.0000"), warehouse.rows("SELECT sku, price FROM last_price ORDER BY sku"));
        assertEquals(
                List.of("1 10.0000 12.5000 25.0"),
                warehouse.rows("SELECT sku, previous_price, price, change_percent FROM price_changes"));
        assertEquals(
                List.of("X-1", "X-1", "X-2"),
                warehouse.rows("SELECT labels:our_sku::VARCHAR FROM prices ORDER BY sku, observed_at"));
    }
}
