package io.millrace.dashboard;

import static io.millrace.dashboard.ServedDashboard.header;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.dashboard.PricesWarehouse.Seen;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeDashboardIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** As hostile as a name on a page can be. */
    private static final String NAME =
            "<img src=x onerror=alert(1)> \"'; DROP TABLE prices; --\r\n,=cmd|' /C calc'!A0\u2028";

    private static final String SKU = "A/1 ü\r\nX-Evil: yes";
    private static final String CODED = "source=demo-de&sku=A%2F1%20%C3%BC%0D%0AX-Evil%3A%20yes";

    @TempDir
    static Path folder;

    private static PricesWarehouse warehouse;
    private static ServedDashboard served;

    @BeforeAll
    static void start() throws Exception {
        warehouse = PricesWarehouse.duckDb(folder);
        warehouse.load(
                Seen.of("demo-de", SKU, ago(30), "300", "EUR", "InStock").named(NAME),
                Seen.of("demo-de", SKU, ago(20), "310", "EUR", "OutOfStock").named(NAME),
                Seen.of("demo-de", SKU, ago(2), "279.90", "EUR", "InStock")
                        .named(NAME)
                        .with("0952000041137", "{\"our_sku\": \"PX-77\", \"own\": \"true\"}"),
                Seen.of("demo-us", "H1", ago(2), "199", "EUR", "InStock")
                        .named("=HYPERLINK(A1) Product H1")
                        .with("952000041137", null),
                Seen.of("demo-us", "H2", ago(2), null, null, "SoldOut").with(null, null));
        served = new ServedDashboard(warehouse, List.of(), folder, Login.none());
        served.dashboard().turn();
    }

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    @AfterAll
    static void stop() throws Exception {
        served.close();
        warehouse.close();
    }

    private static JsonNode json(String path) throws Exception {
        var answer = served.get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    @Test
    void everyFileOfThePageIsServedWithItsType() throws Exception {
        for (var name : DashboardFiles.NAMES) {
            var answer = served.get("/" + name);
            assertEquals(200, answer.statusCode(), name);
            var type = name.endsWith(".js")
                    ? "text/javascript"
                    : name.endsWith(".css") ? "text/css" : name.endsWith(".svg") ? "image/svg+xml" : "text/html";
            assertTrue(header(answer, "Content-Type").startsWith(type), header(answer, "Content-Type"));
        }
        assertEquals(served.get("/index.html").body(), served.get("/").body());
    }

    @Test
    void aFileIsSentOnceAndPacked() throws Exception {
        var plain = served.bytes("/app.js");
        var packed = served.bytes("/app.js", "Accept-Encoding", "br, gzip");
        assertEquals("gzip", header(packed, "Content-Encoding"));
        assertTrue(packed.body().length < plain.body().length / 2);
        assertArrayEquals(plain.body(), new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes());
        for (var answer : List.of(plain, packed)) {
            var again = served.bytes(
                    "/app.js",
                    "Accept-Encoding",
                    answer == packed ? "gzip" : "identity",
                    "If-None-Match",
                    "\"other\", " + header(answer, "ETag"));
            assertEquals(304, again.statusCode());
            assertEquals(0, again.body().length);
        }
        assertEquals(200, served.get("/app.js", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    void noPageOfAnotherSiteIsAnsweredAQuestion() throws Exception {
        assertEquals(
                403, served.get("/api/state", "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(
                200, served.get("/api/state", "Sec-Fetch-Site", "same-origin").statusCode());
        assertEquals(200, served.get("/", "Sec-Fetch-Site", "cross-site").statusCode());
    }

    @Test
    void aCsvForASpreadsheetHoldsNoFormulas() throws Exception {
        var text = new String(served.bytes("/api/download?spreadsheet=true").body(), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("\uFEFFsource,") && text.contains(",'=HYPERLINK(A1) Product H1,"), text);
        var plain = new String(served.bytes("/api/download").body(), StandardCharsets.UTF_8);
        assertTrue(plain.startsWith("source,") && plain.contains(",=HYPERLINK(A1) Product H1,"), plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/..%2Flogback.xml", "/dashboard/app.js", "/api", "/api/prices", "/api/changes"})
    void whatIsNotThereIsToldAsJson(String path) throws Exception {
        var answer = served.get(path);
        assertEquals(404, answer.statusCode(), answer.body());
        assertTrue(JSON.readTree(answer.body()).has("error"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/overview.js",
                "/nothing",
                "/api/state",
                "/api/products",
                "/api/product",
                "/api/products?limit=x",
                "/api/cities",
                "/api/download",
                "/api/download?format=parquet"
            })
    void everyAnswerGuardsTheBrowser(String path) throws Exception {
        var answer = served.get(path);
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                header(answer, "Content-Security-Policy"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(answer, "Referrer-Policy"));
        assertEquals("same-origin", header(answer, "Cross-Origin-Resource-Policy"));
        assertEquals("DENY", header(answer, "X-Frame-Options"));
        assertTrue(header(answer, "Permissions-Policy").contains("camera=()"));
    }

    @Test
    void nobodyKeepsAnAnswerOfTheApi() throws Exception {
        assertEquals("no-store", header(served.get("/api/products"), "Cache-Control"));
        assertEquals("no-store", header(served.get("/api/download"), "Cache-Control"));
    }

    @Test
    void theStateSaysWhatIsShown() throws Exception {
        var state = json("/api/state");
        assertEquals(
                "local duckdb",
                state.at("/warehouse/name").asText() + " "
                        + state.at("/warehouse/type").asText());
        assertEquals(3, state.path("products").asInt());
        assertEquals(5, state.path("observations").asInt());
        assertEquals(ago(2).toString(), state.path("newest_observed_at").asText());
        assertTrue(state.path("reading").isNull());
    }

    @Test
    void anOverviewHasWhatMovedWithinItsWindow() throws Exception {
        var day = json("/api/overview?window=24h");
        assertEquals(-6.7, day.at("/drops/0/change_percent").asDouble(), 0.01);
        // At the window's beginning, though there was no look at that time.
        assertEquals("300", day.at("/drops/0/from_price").asText());
        assertEquals("279.9", day.at("/drops/0/price").asText());
        assertEquals(ago(20).toString(), day.at("/back_in_stock/0/gone_since").asText());
        assertEquals("300", day.at("/lowest_ever/0/before_price").asText());
        assertEquals(
                "{\"products\":3,\"sources\":2,\"in_stock\":2,\"sold_out\":1,\"drops\":1,\"rises\":0,\"back_in_stock\":1,"
                        + "\"lowest_ever\":1}",
                day.path("totals").toString());
        assertEquals(
                "300", json("/api/overview?window=7d").at("/drops/0/from_price").asText());
        var other = json("/api/overview?window=7d&source=demo-us");
        assertEquals(2, other.at("/totals/products").asInt());
        assertTrue(other.path("drops").isEmpty());
    }

    @Test
    void thePositionIsThatOfTheMart() throws Exception {
        var position = json("/api/position");
        assertTrue(position.path("own").asBoolean());
        assertEquals(
                "{\"lowest\":0,\"tied\":0,\"dearer\":1,\"sold_out\":0,\"alone\":0}",
                position.path("counts").toString());
        var own = position.at("/products/0");
        assertEquals("PX-77", own.path("product").asText());
        assertEquals(SKU, own.path("own_sku").asText());
        assertEquals(NAME, own.path("name").asText());
        assertEquals(
                "2 279.9 199 demo-us",
                own.path("own_rank").asText() + " " + own.path("own_price").asText() + " "
                        + own.path("lowest_price").asText() + " "
                        + own.path("lowest_source").asText());
    }

    @Test
    void productsAreRowsWithTheirTrend() throws Exception {
        var list = json("/api/products?search=alert");
        var row = list.at("/products/0");
        assertEquals(NAME, row.path("name").asText());
        assertTrue(row.path("price").isNumber());
        assertEquals("279.9", row.path("price").asText());
        assertEquals("310", row.path("previous_price").asText());
        assertEquals(ago(20).toString(), row.path("previous_at").asText());
        assertEquals(ago(2).toString(), row.path("changed_at").asText());
        assertEquals("279.9", row.path("lowest_price").asText());
        assertEquals("310", row.path("highest_price").asText());
        assertEquals("[300,310,279.9]", row.path("points").toString());
        assertTrue(row.has("list_price") && row.path("list_price").isNull());
        assertEquals(
                "[{\"source\":\"demo-de\",\"products\":1,\"matching\":1},"
                        + "{\"source\":\"demo-us\",\"products\":2,\"matching\":0}]",
                list.path("sources").toString());
        assertEquals("[\"EUR\"]", list.path("currencies").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "search=px-77, 1",
        "search=SOURCE-less, 0",
        "search=product%20demo-us, 2",
        "search=source:demo-us%20h1, 1",
        "search=%25, 0",
        "search=%00, 0",
        "stock=in, 2",
        "stock=out, 1",
        "stock=other, 0",
        "currency=EUR, 2",
        "currency=eur, 0",
        "moved=drop, 1",
        "moved=rise, 0",
        "source=demo-us, 2",
        "source=demo-us&stock=out, 1",
        "source=nobody, 0"
    })
    void productsAreFound(String filter, int total) throws Exception {
        assertEquals(total, json("/api/products?" + filter).path("total").asInt());
        assertEquals(total, json("/api/products?" + filter).path("products").size());
    }

    @ParameterizedTest
    @CsvSource({
        "sort=name&order=asc, 2", "sort=price&order=desc, 0", "sort=price&order=asc, 1", "sort=change&order=asc, 0",
        "sort=source&order=desc, 1", "sort=stock&order=desc, 2", "sort=lowest&order=asc, 1", "sort=seen, 0"
    })
    void productsComeInTheOrderThatIsAskedFor(String order, int first) throws Exception {
        var skus = List.of(SKU, "H1", "H2");
        var expected = order.startsWith("sort=name") ? SKU : skus.get(first);
        assertEquals(
                expected, json("/api/products?" + order).at("/products/0/sku").asText());
        var paged = new ArrayList<String>();
        for (var offset = 0; offset < 3; offset++) {
            paged.add(json("/api/products?" + order + "&limit=1&offset=" + offset)
                    .at("/products/0/sku")
                    .asText());
        }
        assertEquals(3, paged.stream().distinct().count(), paged.toString());
    }

    @Test
    void aProductSaysWhatIsKnownOfIt() throws Exception {
        var product = json("/api/product?" + CODED);
        assertEquals(SKU, product.at("/product/sku").asText());
        assertFalse(product.path("product").has("points"));
        assertEquals("PX-77", product.at("/labels/our_sku").asText());
        assertEquals(
                "3 279.9 296.6333 310",
                product.at("/statistics/observations").asText() + " "
                        + product.at("/statistics/minimum").asText() + " "
                        + product.at("/statistics/average").asText() + " "
                        + product.at("/statistics/maximum").asText());
        assertEquals(
                "H1 gtin",
                product.at("/elsewhere/0/sku").asText() + " "
                        + product.at("/elsewhere/0/by").asText());
        assertTrue(json("/api/product?source=demo-de&sku=none").path("product").isNull());
    }

    @Test
    void aHistoryIsInColumns() throws Exception {
        var history = json("/api/history?" + CODED);
        assertEquals(3, history.path("total").asInt());
        assertEquals("[300,310,279.9]", history.path("price").toString());
        assertEquals(ago(30).toEpochMilli(), history.at("/time/0").asLong());
        assertEquals("[0,0,0]", history.path("currency").toString());
        var names = history.path("availabilities");
        assertEquals(
                "OutOfStock", names.path(history.at("/availability/1").asInt()).asText());
        var newest = json("/api/history?" + CODED + "&points=1");
        assertTrue(newest.path("truncated").asBoolean());
        assertEquals("3 [279.9]", newest.path("total") + " " + newest.path("price"));
        assertEquals(
                "[310]",
                json("/api/history?" + CODED + "&from=" + ago(25) + "&to=" + ago(2))
                        .path("price")
                        .toString());
    }

    @Test
    void observationsComeNewestFirst() throws Exception {
        var list = json("/api/observations?" + CODED + "&limit=2&offset=1");
        assertEquals("3 2 1", list.path("total") + " " + list.path("limit") + " " + list.path("offset"));
        assertEquals("310", list.at("/observations/0/price").asText());
        assertEquals("json-ld", list.at("/observations/0/method").asText());
        assertEquals(
                "https://shop.example/" + SKU, list.at("/observations/0/url").asText());
        assertTrue(list.at("/observations/0").has("selector"));
    }

    @Test
    void sourcesThatNobodyTellsOfAreShownToo() throws Exception {
        var source = json("/api/sources").at("/sources/1");
        assertEquals(
                "demo-us unknown 2 1 1",
                source.path("source").asText() + " " + source.path("state").asText() + " " + source.path("products")
                        + " " + source.path("in_stock") + " " + source.path("sold_out"));
        assertEquals(0.5, source.at("/fields/price").asDouble());
        assertEquals("json-ld", source.at("/methods/0/method").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/products?limit=many, many",
        "/api/history?source=demo-de, sku",
        "/api/products?limit=1&limit=2, limit",
        "/api/overview?window=1y, 24h",
        "/api/products?sort=%3Cscript%3E, lowest",
        "/api/products?moved=up, drop",
        "/api/download?format=xls, parquet",
        "/api/history?source=a&sku=b&from=yesterday, from"
    })
    void aWrongParameterIsExplained(String path, String said) throws Exception {
        var answer = served.get(path);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(JSON.readTree(answer.body()).path("error").asText().contains(said), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"limit=-5&offset=-7, 1, 0", "limit=1000000&offset=99999999999, 200, 10000000"})
    void limitsAreClamped(String asked, int limit, int offset) throws Exception {
        var list = json("/api/products?" + asked);
        assertEquals(limit + " " + offset, list.path("limit") + " " + list.path("offset"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%0D%0AX-Evil:%20yes",
                "%22quoted%22",
                "a,b)",
                "%24%7Bbody%7D",
                "%E9%A3%AF",
                "%27%3B%20DROP%20TABLE%20products"
            })
    void whatIsSearchedForDoesNotComeBackAsHeader(String search) throws Exception {
        var answer = served.get("/api/products?search=" + search);
        assertEquals(200, answer.statusCode(), answer.body());
        assertFalse(answer.headers().map().containsKey("search"));
        assertFalse(answer.headers().map().containsKey("x-evil"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/api/products", "/api/status", "/api/download"})
    void aNameThatIsNotThisMachineIsRefused(String path) throws Exception {
        var answer = served.raw(path, "evil.example");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        assertFalse(answer.contains("279"), answer);
    }

    @Test
    void onlyReadingIsAllowed() throws Exception {
        assertEquals(405, served.post("/api/products").statusCode());
        assertEquals(405, served.post("/").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void aDownloadReadsBackAsWhatIsInTheWarehouse(String format) throws Exception {
        var answer = served.bytes("/api/download?format=" + format + "&" + CODED);
        assertEquals(200, answer.statusCode());
        assertEquals(
                "attachment; filename=\"millrace-demo-de-A-1-X-Evil-yes." + format + '"',
                header(answer, "Content-Disposition"));
        assertFalse(answer.headers().map().containsKey("x-evil"));
        var found = read(
                answer.body(),
                format,
                "SELECT name, CAST(price AS VARCHAR), epoch_ms(observed_at), list_price"
                        + " FROM there ORDER BY observed_at");
        assertEquals(
                List.of(
                        NAME + "|300.0000|" + ago(30).toEpochMilli() + "|null",
                        NAME + "|310.0000|" + ago(20).toEpochMilli() + "|null",
                        NAME + "|279.9000|" + ago(2).toEpochMilli() + "|null"),
                found.stream()
                        .map(line -> line.replace("|300|", "|300.0000|").replace("|310|", "|310.0000|"))
                        .toList());
        var all = served.bytes("/api/download?format=" + format + "&stock=out");
        assertEquals(List.of("H2"), read(all.body(), format, "SELECT sku FROM there"));
        assertEquals("", header(all, "X-Millrace-Truncated"));
        try (var left = Files.list(folder.resolve("dashboard"))) {
            assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
        }
    }

    private static List<String> read(byte[] content, String format, String sql) throws Exception {
        var file = Files.write(Files.createTempFile(folder, "read", "." + format), content);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            var reader = format.equals("csv")
                    ? "read_csv('" + file
                            + "', header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n',"
                            + " auto_detect = true, types = {'price': 'DECIMAL(18,4)', 'sku': 'VARCHAR'})"
                    : "'" + file + "'";
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE VIEW there AS SELECT * FROM " + reader);
            }
            return Rows.of(connection, sql, List.of(), row -> {
                var line = new ArrayList<String>();
                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    line.add(String.valueOf(row.getObject(i)));
                }
                return String.join("|", line);
            });
        }
    }

    @Test
    void aCsvIsAsTheStandardHasIt() throws Exception {
        var text = new String(served.bytes("/api/download?" + CODED).body(), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("source,sku,url,name,"), text);
        assertTrue(text.contains("demo-de,\"A/1 ü\r\nX-Evil: yes\","), text);
        assertTrue(text.contains("\"\"'; DROP TABLE prices; --\r\n,=cmd|"), text);
        assertTrue(text.endsWith("\r\n"));
    }

    @Test
    void aWarehouseThatCannotBeReadIsSaidWithoutItsSql(@TempDir Path other) throws Exception {
        try (var broken = PricesWarehouse.duckDb(other);
                var away = new ServedDashboard(broken, List.of(), other, Login.none())) {
            broken.run("DROP VIEW price_index");
            broken.run("ALTER TABLE prices RENAME COLUMN brand TO make");
            away.dashboard().start();
            await().until(() -> away.get("/api/products").statusCode() == 503);
            var answer = away.get("/api/state");
            assertEquals(503, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("warehouse"), answer.body());
            assertFalse(answer.body().contains("brand"), answer.body());
        }
    }

    @Test
    void whatWasLoadedSinceIsShownWithoutAnybodyAskingForIt(@TempDir Path other) throws Exception {
        try (var growing = PricesWarehouse.duckDb(other);
                var shown = new ServedDashboard(growing, List.of(), other, Login.none())) {
            shown.dashboard().start();
            // Of nothing there is no index: it is looked for again soon, not when the next is due.
            await().until(() -> shown.get("/api/index").body().contains("\"as_of\":\""));
            growing.load(Seen.of("a", "1", NOW, "5", "EUR", "InStock"));
            await().until(() -> shown.get("/api/state").body().contains("\"products\":1"));
            await().atMost(40, TimeUnit.SECONDS)
                    .until(() -> shown.get("/api/index").body().contains(",100.0]"));
        }
    }
}
