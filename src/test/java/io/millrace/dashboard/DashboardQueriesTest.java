package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dashboard.PriceChanges.Change;
import io.millrace.dashboard.PriceList.Row;
import io.millrace.dashboard.PriceList.SourceCount;
import io.millrace.dashboard.ProductHistory.Elsewhere;
import io.millrace.dashboard.ProductHistory.Observation;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardQueriesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    private PricesWarehouse warehouse;
    private DashboardQueries queries;

    @BeforeEach
    void open() throws SQLException {
        warehouse = new PricesWarehouse();
        queries = warehouse.queries();
    }

    @AfterEach
    void close() throws SQLException {
        warehouse.close();
    }

    @Test
    void anEmptyWarehouseGivesEmptyAnswers() throws SQLException {
        assertEquals(new PriceList(0, 10, 0, List.of(), List.of()), queries.latest(null, 10, 0));
        assertEquals(0, queries.history("demo-de", "A1", 10).total());
        assertEquals(List.of(), queries.changes(10).changes());
    }

    @Test
    void theLatestRowOfAProductIsItsNewestObservation() throws SQLException {
        warehouse.add("demo-de", "A1", "Kopfhörer", "299", "EUR", NOON);
        warehouse.add("demo-de", "A1", "Kopfhörer", "279.9", "EUR", "319", "OutOfStock", NOON.plusSeconds(5));
        var row = onlyRow();
        assertEquals(new BigDecimal("279.9"), row.price());
        assertEquals(new BigDecimal("319"), row.listPrice());
        assertEquals("OutOfStock", row.availability());
        assertEquals("https://shop.example/A1", row.url());
        assertEquals(NOON.plusSeconds(5), row.observedAt());
    }

    @Test
    void theChangeIsAgainstThePriceBeforeItMoved() throws SQLException {
        observe("200", "250", "250", "250");
        var row = onlyRow();
        assertEquals(new BigDecimal("200"), row.previousPrice());
        assertEquals(25.0, row.changePercent(), 1e-9);
    }

    @Test
    void aPriceThatCameBackIsComparedWithTheOneInBetween() throws SQLException {
        observe("200", "100", "200");
        assertEquals(new BigDecimal("100"), onlyRow().previousPrice());
    }

    @Test
    void aPriceThatNeverMovedHasNoChange() throws SQLException {
        observe("200", "200");
        assertNull(onlyRow().previousPrice());
        assertNull(onlyRow().changePercent());
    }

    @Test
    void aChangeFromZeroHasNoPercentage() throws SQLException {
        observe("0", "5");
        assertNull(onlyRow().changePercent());
    }

    @Test
    void aPriceInAnotherCurrencyIsNotCompared() throws SQLException {
        warehouse.add("demo-de", "A1", "Kopfhörer", "299", "USD", NOON);
        warehouse.add("demo-de", "A1", "Kopfhörer", "279", "EUR", NOON.plusSeconds(5));
        assertNull(onlyRow().previousPrice());
        assertEquals(List.of(new BigDecimal("279")), onlyRow().points());
    }

    @Test
    void aSoldOutPageWithoutPriceKeepsItsTrend() throws SQLException {
        warehouse.add("demo-jp", "K1", "飯碗", "3280", "JPY", NOON);
        warehouse.add("demo-jp", "K1", "飯碗", null, "JPY", null, "OutOfStock", NOON.plusSeconds(5));
        var row = onlyRow();
        assertNull(row.price());
        assertNull(row.changePercent());
        assertEquals(List.of(new BigDecimal("3280")), row.points());
    }

    @Test
    void theTrendIsTheNewestFortyPricesOldestFirst() throws SQLException {
        observe(IntStream.rangeClosed(1, 60).mapToObj(String::valueOf).toArray(String[]::new));
        var expected =
                IntStream.rangeClosed(21, 60).mapToObj(BigDecimal::valueOf).toList();
        assertEquals(expected, onlyRow().points());
    }

    @Test
    void amountsAreSaidWithoutTheZerosTheyAreStoredWith() throws SQLException {
        observe("118000");
        assertEquals("118000", onlyRow().price().toString());
    }

    @Test
    void productsComeInTheSameOrderWithinTheirSource() throws SQLException {
        warehouse.add("demo-us", "H1", "Kettle", "79", "USD", NOON);
        warehouse.add("demo-de", "L2", "Wasserkocher", "69", "EUR", NOON.plusSeconds(9));
        warehouse.add("demo-de", "L1", "Amselfutter", "9", "EUR", NOON);
        assertEquals(List.of("L1", "L2", "H1"), skus(""));
    }

    @Test
    void theSourcesAreCountedWhateverIsSearched() throws SQLException {
        warehouse.add("demo-us", "H1", "Kettle", "79", "USD", NOON);
        warehouse.add("demo-de", "L2", "Wasserkocher", "69", "EUR", NOON);
        warehouse.add("demo-de", "L2", "Wasserkocher", "68", "EUR", NOON.plusSeconds(5));
        var list = queries.latest("kettle", 10, 0);
        assertEquals(List.of(new SourceCount("demo-de", 1), new SourceCount("demo-us", 1)), list.sources());
        assertEquals(1, list.total());
    }

    @ParameterizedTest
    @CsvSource({
        "KOPFHÖRER, L1",
        "stille kopf, L1",
        "L1, L1",
        "source:demo-us, H1",
        "source:demo-us kettle, H1",
        "source:demo, ''",
        "kettle stille, ''",
        "demo-us, H1",
        "100%, P1",
        "a_b, U1"
    })
    void everyWordHasToOccurSomewhere(String search, String found) throws SQLException {
        warehouse.add("demo-de", "L1", "Kopfhörer Stille", "279", "EUR", NOON);
        warehouse.add("demo-us", "H1", "Kettle", "79", "USD", NOON);
        warehouse.add("demo-xx", "P1", "100% wool", "79", "USD", NOON);
        warehouse.add("demo-xx", "U1", "a_b", "79", "USD", NOON);
        warehouse.add("demo-xx", "U2", "axb 1000", "79", "USD", NOON);
        assertEquals(found.isEmpty() ? List.of() : List.of(found), skus(search));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE prices; --",
                "\" OR 1=1 --",
                "source:' OR true --",
                "%",
                "?",
                "${header.x}",
                "\u0000",
                "<img src=x onerror=alert(1)>"
            })
    void aHostileSearchFindsNothingAndBreaksNothing(String search) throws SQLException {
        warehouse.add("demo-de", "L1", "Wasserkocher", "279", "EUR", NOON);
        assertEquals(List.of(), skus(search));
        assertEquals(List.of("L1"), skus(""));
    }

    @Test
    void hostileNamesComeBackAsTheyAre() throws SQLException {
        var name = "<img src=x onerror=alert(1)> '; DROP TABLE prices; --";
        warehouse.add("demo-de", "'; --", name, "1", "EUR", NOON);
        assertEquals(name, queries.latest(name, 10, 0).prices().get(0).name());
        assertEquals(name, queries.history("demo-de", "'; --", 10).name());
    }

    @Test
    void anEndlessSearchIsCutNotRefused() throws SQLException {
        warehouse.add("demo-de", "L1", "a ".repeat(50) + "Kessel", "279", "EUR", NOON);
        assertEquals(List.of("L1"), skus("a ".repeat(5_000) + "nowhere"));
    }

    @Test
    void limitsAreClamped() throws SQLException {
        for (var i = 0; i < 250; i++) {
            warehouse.add("demo-de", "L%03d".formatted(i), "Kessel", "1", "EUR", NOON);
        }
        assertEquals(200, queries.latest("", 1_000_000, 0).prices().size());
        assertEquals(1, queries.latest("", -5, 0).prices().size());
        assertEquals("L000", queries.latest("", 1, -7).prices().get(0).sku());
        assertEquals(250, queries.latest("", 1, 0).total());
    }

    @Test
    void stretchesFollowEachOtherWithoutGapOrOverlap() throws SQLException {
        for (var i = 0; i < 5; i++) {
            warehouse.add("demo-de", "L" + i, "Kessel", "1", "EUR", NOON);
        }
        var skus =
                Stream.of(0, 2, 4).flatMap(offset -> rows(2, offset).stream()).map(Row::sku);
        assertEquals(List.of("L0", "L1", "L2", "L3", "L4"), skus.toList());
    }

    @Test
    void aHistoryIsTheNewestObservationsOldestFirst() throws SQLException {
        observe("1", "2", "3", "4");
        var history = queries.history("demo-de", "A1", 2);
        assertEquals(4, history.total());
        assertEquals(
                List.of(new BigDecimal("3"), new BigDecimal("4")),
                history.observations().stream().map(Observation::price).toList());
        assertEquals(
                new Observation(NOON.plusSeconds(3), new BigDecimal("4"), "EUR", null, "InStock", "json-ld", 0.98),
                history.observations().get(1));
    }

    @Test
    void aHistoryBelongsToOneSourceAlone() throws SQLException {
        warehouse.add("demo-de", "A1", "Kopfhörer", "1", "EUR", NOON);
        warehouse.add("demo-us", "A1", "Headphones", "2", "USD", NOON);
        assertEquals("Headphones", queries.history("demo-us", "A1", 10).name());
        assertEquals(1, queries.history("demo-us", "A1", 10).total());
    }

    @Test
    void aHistoryTellsWhatTheSameGtinCostsElsewhere() throws SQLException {
        warehouse.add("demo-de", "A1", "Kopfhörer", "279", "EUR", NOON);
        warehouse.add("demo-us", "H1", "Headphones", "310", "USD", NOON);
        warehouse.add("demo-us", "H1", "Headphones", "299", "USD", NOON.plusSeconds(5));
        warehouse.add("demo-us", "H2", "Kettle", "79", "USD", NOON);
        warehouse.set("A1", "gtin", "0952000041137");
        warehouse.set("H1", "gtin", "952000041137");
        warehouse.set("H2", "gtin", "952000041144");
        var elsewhere = queries.history("demo-de", "A1", 10).elsewhere();
        assertEquals(
                List.of(new Elsewhere(
                        "demo-us", "H1", "Headphones", new BigDecimal("299"), "USD", "InStock", NOON.plusSeconds(5))),
                elsewhere);
    }

    @Test
    void aProductWithoutGtinIsNowhereElse() throws SQLException {
        warehouse.add("demo-de", "A1", "Kopfhörer", "279", "EUR", NOON);
        warehouse.add("demo-us", "H1", "Headphones", "310", "USD", NOON);
        assertEquals(List.of(), queries.history("demo-de", "A1", 10).elsewhere());
    }

    @Test
    void aProductIsFoundByItsLabels() throws SQLException {
        warehouse.add("demo-de", "A1", "Kopfhörer", "279", "EUR", NOON);
        warehouse.add("demo-de", "A2", "Kessel", "79", "EUR", NOON);
        warehouse.set("A2", "labels", "{\"our_sku\": \"PX-77\"}");
        assertEquals(List.of("A2"), skus("px-77"));
    }

    @Test
    void anEndlessHistoryIsClamped() throws SQLException {
        observe("1", "2");
        assertEquals(
                2,
                queries.history("demo-de", "A1", Integer.MAX_VALUE)
                        .observations()
                        .size());
        assertEquals(1, queries.history("demo-de", "A1", 0).observations().size());
    }

    @Test
    void changesComeNewestFirst() throws SQLException {
        observe("200", "250", "250", "225");
        assertEquals(
                List.of("250 to 225, -10.0 %", "200 to 250, 25.0 %"),
                queries.changes(10).changes().stream()
                        .map(DashboardQueriesTest::said)
                        .toList());
        assertEquals(1, queries.changes(1).changes().size());
    }

    @Test
    void aWarehouseWithoutItsViewsIsAnError() throws SQLException {
        warehouse.drop("VIEW last_price");
        var message = assertThrows(SQLException.class, () -> queries.latest("", 10, 0))
                .getMessage();
        assertTrue(message.contains("last_price"), message);
    }

    private static String said(Change change) {
        return "%s to %s, %s %%".formatted(change.previousPrice(), change.price(), change.changePercent());
    }

    private void observe(String... prices) throws SQLException {
        for (var i = 0; i < prices.length; i++) {
            warehouse.add("demo-de", "A1", "Kopfhörer", prices[i], "EUR", NOON.plusSeconds(i));
        }
    }

    private Row onlyRow() throws SQLException {
        var list = queries.latest("", 10, 0);
        assertEquals(1, list.prices().size());
        return list.prices().get(0);
    }

    private List<String> skus(String search) throws SQLException {
        return queries.latest(search, 10, 0).prices().stream().map(Row::sku).toList();
    }

    private List<Row> rows(int limit, int offset) {
        try {
            return queries.latest("", limit, offset).prices();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
