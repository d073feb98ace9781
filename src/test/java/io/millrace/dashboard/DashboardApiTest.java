package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardApiTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private PricesWarehouse warehouse;
    private DashboardApi api;

    @BeforeEach
    void open() throws SQLException {
        warehouse = new PricesWarehouse();
        warehouse.add("demo-de", "A1", "Kopfhörer", "200", "EUR", "250", "InStock", NOON);
        warehouse.add("demo-de", "A1", "Kopfhörer", "100.5", "EUR", NOON.plusSeconds(1));
        api = new DashboardApi(warehouse.queries());
    }

    @AfterEach
    void close() throws SQLException {
        warehouse.close();
    }

    @Test
    void pricesAreJsonWithNamesAsInTheWarehouse() throws Exception {
        var row = read(api.prices(Map.of())).path("prices").path(0);
        assertEquals("100.5", row.path("price").asText());
        assertTrue(row.path("price").isNumber());
        assertEquals("200", row.path("previous_price").asText());
        assertEquals(-49.75, row.path("change_percent").asDouble());
        assertEquals("2026-11-21T12:00:01Z", row.path("observed_at").asText());
        assertTrue(row.has("list_price") && row.path("list_price").isNull());
        assertEquals("[200,100.5]", row.path("points").toString());
    }

    @Test
    void parametersArriveAsText() throws Exception {
        var list = read(api.prices(Map.of("search", "nothing", "limit", "7", "offset", " 3 ")));
        assertEquals("[0,7,3]", "[%s,%s,%s]".formatted(list.path("total"), list.path("limit"), list.path("offset")));
    }

    @Test
    void aHistoryNamesItsProduct() throws Exception {
        var history = read(api.history(Map.of("source", "demo-de", "sku", "A1")));
        assertEquals("Kopfhörer", history.path("name").asText());
        assertEquals(
                "250", history.path("observations").path(0).path("list_price").asText());
    }

    @Test
    void labelsAreAnObjectInsideTheHistory() throws Exception {
        warehouse.set("A1", "labels", "{\"our_sku\": \"PX-77\"}");
        var history = read(api.history(Map.of("source", "demo-de", "sku", "A1")));
        assertEquals("PX-77", history.path("labels").path("our_sku").asText());
    }

    @Test
    void changesAreListed() throws Exception {
        assertEquals(1, read(api.changes(Map.of())).path("changes").size());
    }

    @Test
    void aLimitThatIsNoNumberSaysSo() {
        var message = assertThrows(IllegalArgumentException.class, () -> api.prices(Map.of("limit", "many")))
                .getMessage();
        assertTrue(message.contains("'limit'") && message.contains("'many'"), message);
    }

    @Test
    void aHistoryWithoutProductSaysWhatIsMissing() {
        var message = assertThrows(IllegalArgumentException.class, () -> api.history(Map.of("source", "demo-de")))
                .getMessage();
        assertTrue(message.contains("'sku'"), message);
    }

    private static JsonNode read(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }
}
