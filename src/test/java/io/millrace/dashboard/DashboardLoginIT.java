package io.millrace.dashboard;

import static io.millrace.dashboard.ServedDashboard.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardLoginIT {
    @TempDir
    static Path folder;

    private static PricesWarehouse warehouse;
    private static ServedDashboard served;

    @BeforeAll
    static void start() throws Exception {
        warehouse = PricesWarehouse.duckDb(folder);
        served = new ServedDashboard(warehouse, List.of(), folder, new Login("anna", "geheim:x", System::nanoTime));
    }

    @AfterAll
    static void stop() throws Exception {
        served.close();
        warehouse.close();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/nothing", "/api/state", "/api/status", "/api/download", "/api/cities/x"})
    void everyAddressAsksForTheLogin(String path) throws Exception {
        var answer = served.get(path);
        assertEquals(401, answer.statusCode(), answer.body());
        assertTrue(header(answer, "WWW-Authenticate").startsWith("Basic realm=\"Millrace\""));
        assertEquals("DENY", header(answer, "X-Frame-Options"));
        assertFalse(answer.body().contains("geheim"), answer.body());
    }

    @Test
    void theRightLoginIsLetIn() throws Exception {
        for (var shown : List.of(basic("anna:geheim:x"), "Bearer geheim:x")) {
            assertEquals(200, served.get("/", "Authorization", shown).statusCode(), shown);
        }
        assertEquals(
                404,
                served.get("/nothing", "Authorization", basic("anna:geheim:x")).statusCode());
    }

    @Test
    void anotherHostNameIsRefusedBeforeTheLogin() throws Exception {
        assertTrue(served.raw("/", "evil.example").startsWith("HTTP/1.1 403"));
    }
}
