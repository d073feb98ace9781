package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The views over prices, against figures that were reckoned by hand. */
class MartsIT extends PlaceIT {
    private static final Dataset PRICES = Declared.prices();
    private static final String NOON = " 12:00:00";

    private final List<String> looks = new ArrayList<>();
    private long batch;

    MartsIT() {
        super(PRICES);
    }

    /** A product in stock that costs euros, or shows no price (null). */
    private void price(String product, String at, String price) {
        look(product, at, price, "EUR", "InStock", null, null);
    }

    private void offer(String product, String price, String labels) {
        look(product, "2026-11-20", price, "EUR", "InStock", null, labels);
    }

    /**
     * @param product source and SKU, a slash between
     * @param at UTC; noon where only the day is given
     */
    private void look(
            String product, String at, String price, String currency, String availability, String gtin, String labels) {
        var name = product.split("/");
        var time = "TIMESTAMPTZ '" + (at.contains(" ") ? at : at + NOON) + "Z'";
        looks.add(
                "(" + String.join(", ", text(name[0]), text(name[1]), "'https://shop.example/'", "NULL", "NULL") + ", "
                        + String.join(", ", text(gtin), "NULL", String.valueOf(price), text(currency), "NULL") + ", "
                        + String.join(", ", text(availability), time, "NULL", "NULL", "NULL", "NULL", "NULL")
                        + ", 'e" + looks.size() + "', " + text(labels) + ")");
    }

    private static String text(String value) {
        return value == null ? "NULL" : Sql.literal(value);
    }

    /** Loads the looks, and asks. */
    private List<String> rows(String sql) throws Exception {
        if (!looks.isEmpty()) {
            warehouse.commit(++batch, PRICES, looks.toArray(String[]::new));
            looks.clear();
        }
        warehouse.load();
        return warehouse.rows(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last_price",
                "price_changes",
                "price_daily",
                "price_index",
                "availability_history",
                "price_position"
            })
    void nothingIsMadeOfNothing(String view) throws Exception {
        assertEquals(List.of("0"), rows("SELECT count(*) FROM " + view));
    }

    private List<String> last() throws Exception {
        return rows("SELECT source, sku, price, batch FROM last_price ORDER BY source, sku");
    }

    @Test
    void theNewestLookIsTheLastPriceAlsoWhereItShowedNone() throws Exception {
        price("acme/a", "2026-11-02", "11");
        price("acme/a", "2026-11-01", "10");
        price("acme/b", "2026-11-01", "5");
        price("acme/b", "2026-11-02", null);
        price("bolt/a", "2026-11-01", "7");
        assertEquals(List.of("acme a 11.0000 1", "acme b null 1", "bolt a 7.0000 1"), last());
    }

    @Test
    void theLastPriceHasEveryColumnOfTheTable() throws Exception {
        price("acme/a", "2026-11-02", "11");
        assertEquals(rows("SELECT * FROM prices"), rows("SELECT * FROM last_price"));
    }

    private List<String> changes() throws Exception {
        return rows("SELECT sku, previous_price, price, change_percent FROM price_changes ORDER BY sku, observed_at");
    }

    @Test
    void aChangeIsInPercentOfThePriceBeforeIt() throws Exception {
        price("acme/a", "2026-11-01", "10");
        price("acme/a", "2026-11-02", "12.50");
        price("acme/a", "2026-11-03", "12.50");
        price("acme/a", "2026-11-04", null);
        price("acme/a", "2026-11-05", "10");
        assertEquals(List.of("a 10.0000 12.5000 25.00", "a 12.5000 10.0000 -20.00"), changes());
    }

    @ParameterizedTest
    @CsvSource({
        "200, 202.01, 1.01",
        "200, 197.99, -1.01",
        "3, 4, 33.33",
        "3, 5, 66.67",
        "0.0001, 10000000, 9999999999900.00"
    })
    void percentsAreRoundedAsDecimals(String before, String after, String percent) throws Exception {
        price("acme/a", "2026-11-01", before);
        price("acme/a", "2026-11-02", after);
        assertEquals(List.of(percent), rows("SELECT change_percent FROM price_changes"));
    }

    @Test
    void neitherZeroNorAnotherCurrencyIsComparedWith() throws Exception {
        price("acme/zero", "2026-11-01", "0");
        price("acme/zero", "2026-11-02", "5");
        price("acme/other", "2026-11-01", "10");
        look("acme/other", "2026-11-02", "12", "USD", "InStock", null, null);
        look("acme/other", "2026-11-03", "13", null, "InStock", null, null);
        assertEquals(List.of(), changes());
    }

    @Test
    void pricesWithoutACurrencyAreComparedWithEachOther() throws Exception {
        look("acme/a", "2026-11-01", "10", null, null, null, null);
        look("acme/a", "2026-11-02", "11", null, null, null, null);
        assertEquals(List.of("a 10.0000 11.0000 10.00"), changes());
    }

    private List<String> daily() throws Exception {
        return rows("SELECT source, sku, day, currency, low_price, high_price, average_price, opening_price,"
                + " closing_price, observations FROM price_daily ORDER BY source, sku, day, currency");
    }

    @Test
    void aDayHasLowestHighestAverageFirstAndLastPrice() throws Exception {
        price("acme/a", "2026-11-01 00:00:00", "10");
        price("acme/a", "2026-11-01 23:59:59.999999", "11");
        price("acme/a", "2026-11-01 08:00:00", "12");
        price("acme/a", "2026-11-01 09:00:00", null);
        price("acme/a", "2026-11-01 10:00:00", "9");
        price("acme/a", "2026-11-02 00:00:00", "20");
        assertEquals(
                List.of(
                        "acme a 2026-11-01 EUR 9.0000 12.0000 10.5000 10.0000 11.0000 4",
                        "acme a 2026-11-02 EUR 20.0000 20.0000 20.0000 20.0000 20.0000 1"),
                daily());
    }

    @Test
    void anAverageHasTheScaleOfPrices() throws Exception {
        price("acme/a", "2026-11-01 00:00:00", "10");
        price("acme/a", "2026-11-01 01:00:00", "10");
        price("acme/a", "2026-11-01 02:00:00", "12");
        assertEquals(List.of("acme a 2026-11-01 EUR 10.0000 12.0000 10.6667 10.0000 12.0000 3"), daily());
    }

    @Test
    void aDayHasARowForEachCurrencyAndNoneWithoutAPrice() throws Exception {
        price("acme/a", "2026-11-01 00:00:00", "10");
        look("acme/a", "2026-11-01 01:00:00", "1000", "JPY", "InStock", null, null);
        look("acme/b", "2026-11-01 01:00:00", "7", null, "InStock", null, null);
        price("acme/b", "2026-11-02", null);
        assertEquals(
                List.of(
                        "acme a 2026-11-01 EUR 10.0000 10.0000 10.0000 10.0000 10.0000 1",
                        "acme a 2026-11-01 JPY 1000.0000 1000.0000 1000.0000 1000.0000 1000.0000 1",
                        "acme b 2026-11-01 null 7.0000 7.0000 7.0000 7.0000 7.0000 1"),
                daily());
    }

    private List<String> index() throws Exception {
        return rows("SELECT source, currency, day, index_points, products, matched_products FROM price_index"
                + " ORDER BY source, currency, day");
    }

    @Test
    void theIndexIsTheGeometricMeanOfThePricesRelatives() throws Exception {
        price("acme/a", "2026-11-01", "10");
        price("acme/b", "2026-11-01", "20");
        price("acme/a", "2026-11-02 08:00:00", "50");
        price("acme/a", "2026-11-02 09:00:00", "11");
        price("acme/b", "2026-11-02", "20");
        price("acme/a", "2026-11-03", "11");
        price("acme/b", "2026-11-03", "22");
        assertEquals(
                List.of(
                        "acme EUR 2026-11-01 100.0000 2 0",
                        "acme EUR 2026-11-02 104.8809 2 2",
                        "acme EUR 2026-11-03 110.0000 2 2"),
                index());
    }

    @Test
    void aProductThatComesOrGoesDoesNotMoveTheIndex() throws Exception {
        price("acme/a", "2026-11-01", "10");
        price("acme/a", "2026-11-02", "12");
        price("acme/new", "2026-11-02", "500");
        price("acme/a", "2026-11-03", "12");
        price("acme/new", "2026-11-03", "500");
        price("acme/a", "2026-11-04", "12");
        assertEquals(
                List.of(
                        "acme EUR 2026-11-01 100.0000 1 0",
                        "acme EUR 2026-11-02 120.0000 2 1",
                        "acme EUR 2026-11-03 120.0000 2 2",
                        "acme EUR 2026-11-04 120.0000 1 2"),
                index());
    }

    @Test
    void aProductThatIsNotSeenForADayCountsAsUnchanged() throws Exception {
        price("acme/a", "2026-11-01", "10");
        price("acme/b", "2026-11-01", "10");
        price("acme/a", "2026-11-02", "11");
        price("acme/b", "2026-11-02", null);
        price("acme/a", "2026-11-03", "11");
        price("acme/b", "2026-11-03", "12.1");
        assertEquals(
                List.of(
                        "acme EUR 2026-11-01 100.0000 2 0",
                        "acme EUR 2026-11-02 104.8809 1 2",
                        "acme EUR 2026-11-03 115.3690 2 2"),
                index());
    }

    @Test
    void aProductThatComesBackAfterMoreThanTwoWeeksIsANewOne() throws Exception {
        price("acme/a", "2026-11-01", "10");
        price("acme/b", "2026-11-01", "10");
        price("acme/a", "2026-11-15", "40");
        price("acme/a", "2026-11-16", "80");
        price("acme/b", "2026-11-16", "90");
        price("acme/b", "2026-12-01", "10");
        assertEquals(
                List.of(
                        "acme EUR 2026-11-01 100.0000 2 0",
                        "acme EUR 2026-11-15 200.0000 1 2",
                        "acme EUR 2026-11-16 400.0000 2 1",
                        "acme EUR 2026-12-01 400.0000 1 0"),
                index());
    }

    @Test
    void eachSourceAndCurrencyHasAnIndexOfItsOwn() throws Exception {
        price("acme/a", "2026-11-01", "10");
        price("acme/a", "2026-11-02", "5");
        look("acme/a", "2026-11-01 13:00:00", "12", "USD", null, null, null);
        look("acme/a", "2026-11-02 13:00:00", "12", "USD", null, null, null);
        price("bolt/a", "2026-11-02", "3");
        assertEquals(
                List.of(
                        "acme EUR 2026-11-01 100.0000 1 0",
                        "acme EUR 2026-11-02 50.0000 1 1",
                        "acme USD 2026-11-01 100.0000 1 0",
                        "acme USD 2026-11-02 100.0000 1 1",
                        "bolt EUR 2026-11-02 100.0000 1 0"),
                index());
    }

    @Test
    void aPriceOfZeroHasNoPartInTheIndex() throws Exception {
        price("acme/a", "2026-11-01", "10");
        price("acme/a", "2026-11-02", "0");
        price("acme/a", "2026-11-03", "11");
        assertEquals(List.of("acme EUR 2026-11-01 100.0000 1 0", "acme EUR 2026-11-03 110.0000 1 1"), index());
    }

    private List<String> availability() throws Exception {
        return rows("SELECT source, sku, availability, CAST(since AS DATE), CAST(until AS DATE),"
                + " CAST(last_seen AS DATE), observations FROM availability_history ORDER BY source, sku, since");
    }

    private void available(String product, String at, String availability) {
        look(product, at, "1", "EUR", availability, null, null);
    }

    @Test
    void anAvailabilityLastsUntilTheFirstLookThatShowsAnother() throws Exception {
        available("acme/a", "2026-11-01", "InStock");
        available("acme/a", "2026-11-02", "InStock");
        available("acme/a", "2026-11-04", "OutOfStock");
        available("acme/a", "2026-11-07", "InStock");
        available("acme/a", "2026-11-09", "InStock");
        available("bolt/a", "2026-11-05", "OutOfStock");
        assertEquals(
                List.of(
                        "acme a InStock 2026-11-01 2026-11-04 2026-11-02 2",
                        "acme a OutOfStock 2026-11-04 2026-11-07 2026-11-04 1",
                        "acme a InStock 2026-11-07 null 2026-11-09 2",
                        "bolt a OutOfStock 2026-11-05 null 2026-11-05 1"),
                availability());
    }

    @Test
    void looksThatShowNoAvailabilityAreATimeOfTheirOwn() throws Exception {
        available("acme/a", "2026-11-01", "InStock");
        available("acme/a", "2026-11-02", null);
        available("acme/a", "2026-11-03", null);
        available("acme/a", "2026-11-04", "InStock");
        assertEquals(
                List.of(
                        "acme a InStock 2026-11-01 2026-11-02 2026-11-01 1",
                        "acme a null 2026-11-02 2026-11-04 2026-11-03 2",
                        "acme a InStock 2026-11-04 null 2026-11-04 1"),
                availability());
    }

    private static final String OWN = "{\"own\": \"true\"}";
    private static final String OURS = "{\"our_sku\": \"s1\"}";

    /** Product, own price and rank, number of offers, the lowest and who has it, the lowest of others, median, difference. */
    private List<String> positions() throws Exception {
        return rows(
                "SELECT product, currency, own_source, own_price, own_rank, offers, lowest_price, lowest_source,"
                        + " lowest_other_price, median_price, difference_percent FROM price_position ORDER BY product, currency");
    }

    @Test
    void theOwnPriceStandsAmongThoseOfTheSameLabel() throws Exception {
        offer("shop/s1", "100", "{\"own\": \"TRUE\", \"team\": null}");
        offer("acme/x", "90", OURS);
        offer("bolt/y", "120", OURS);
        offer("bolt/z", "1", "{\"our_sku\": \"s2\"}");
        offer("bolt/s1", "1", null);
        assertEquals(
                List.of(
                        "s1 EUR shop 100.0000 2 3 90.0000 acme 90.0000 100.0000 11.11",
                        "s2 EUR null null null 1 1.0000 bolt 1.0000 1.0000 null"),
                positions());
    }

    @Test
    void aLabelIsAnyTextAndMayBeMissing() throws Exception {
        offer("shop/Größe 🐦", "100", OWN);
        offer("acme/x", "90", "{\"our_sku\": \"Größe 🐦\"}");
        offer("bolt/x", "80", "{\"our_sku\": \"größe 🐦\"}");
        offer("bolt/y", "80", "{\"our_sku\": null, \"own\": null}");
        offer("bolt/z", "80", "{}");
        assertEquals(List.of("2"), rows("SELECT offers FROM price_position WHERE own_source = 'shop'"));
        assertEquals(List.of("2"), rows("SELECT count(*) FROM price_position"));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMiddleOfTheTwoInTheMiddle() throws Exception {
        offer("shop/s1", "100", OWN);
        offer("acme/x", "90", OURS);
        offer("acme/y", "200", OURS);
        offer("bolt/x", "95.0001", OURS);
        assertEquals(List.of("s1 EUR shop 100.0000 3 4 90.0000 acme 90.0000 97.5001 11.11"), positions());
    }

    @Test
    void ofEqualPricesTheOwnIsNamedAndTheyShareARank() throws Exception {
        offer("shop/s1", "90", OWN);
        offer("acme/x", "90", OURS);
        offer("bolt/x", "90", OURS);
        offer("cord/x", "99", OURS);
        assertEquals(List.of("s1 EUR shop 90.0000 1 4 90.0000 shop 90.0000 90.0000 0.00"), positions());
        offer("dell/x", "80", OURS);
        assertEquals(List.of("s1 EUR shop 90.0000 2 5 80.0000 dell 80.0000 90.0000 12.50"), positions());
    }

    @Test
    void anOwnOfferAloneIsTheLowestAndNobodyElseHasOne() throws Exception {
        offer("shop/s1", "90", OWN);
        assertEquals(List.of("s1 EUR shop 90.0000 1 1 90.0000 shop null 90.0000 0.00"), positions());
    }

    private void gtin(String product, String price, String gtin, String labels) {
        look(product, "2026-11-20", price, "EUR", "InStock", gtin, labels);
    }

    @Test
    void offersWithoutTheLabelAreKnownByTheGtinOfTheOwnOne() throws Exception {
        gtin("shop/s1", "100", "4006381333931", OWN);
        gtin("acme/x", "90", "04006381333931", null);
        gtin("bolt/x", "95", "4006381333931", "{\"our_sku\": \"\"}");
        assertEquals(List.of("s1 EUR shop 100.0000 3 3 90.0000 acme 90.0000 95.0000 11.11"), positions());
    }

    @Test
    void aLabelSaysMoreThanAGtin() throws Exception {
        gtin("shop/s1", "100", "4006381333931", OWN);
        gtin("shop/s2", "50", "4006381333948", OWN);
        gtin("acme/like-s1", "90", "4006381333948", OURS);
        gtin("bolt/x", "40", "4006381333948", null);
        assertEquals(
                List.of(
                        "s1 EUR shop 100.0000 2 2 90.0000 acme 90.0000 95.0000 11.11",
                        "s2 EUR shop 50.0000 2 2 40.0000 bolt 40.0000 45.0000 25.00"),
                positions());
    }

    @Test
    void offersOfOneGtinAreComparedAlsoWithoutAnOwnOne() throws Exception {
        gtin("acme/x", "90", "4006381333931", null);
        gtin("bolt/x", "95", "4006381333931", null);
        gtin("cord/x", "5", null, null);
        assertEquals(List.of("04006381333931 EUR null null null 2 90.0000 acme 90.0000 92.5000 null"), positions());
    }

    @ParameterizedTest
    @CsvSource({"OutOfStock, 1", "SoldOut, 1", "Discontinued, 1", "BackOrder, 2", "PreOrder, 2", ", 2"})
    void whatCannotBeBoughtIsNoOffer(String availability, int offers) throws Exception {
        offer("shop/s1", "100", OWN);
        look("acme/x", "2026-11-20", "90", "EUR", availability, null, OURS);
        assertEquals(List.of(offers + " " + offers), rows("SELECT offers, own_rank FROM price_position"));
    }

    @Test
    void anOwnProductThatIsSoldOutHasAPriceButNoRank() throws Exception {
        look("shop/s1", "2026-11-20", "100", "EUR", "OutOfStock", null, OWN);
        offer("acme/x", "80", OURS);
        assertEquals(List.of("s1 EUR shop 100.0000 null 1 80.0000 acme 80.0000 80.0000 25.00"), positions());
        assertEquals(List.of("OutOfStock"), rows("SELECT own_availability FROM price_position"));
    }

    @Test
    void anOfferThatWasLastSeenThreeDaysBeforeTheNewestLookIsNone() throws Exception {
        look("shop/s1", "2026-11-18 23:00:00", "100", "EUR", "InStock", null, OWN);
        look("acme/x", "2026-11-18 00:00:00", "90", "EUR", "InStock", null, OURS);
        look("bolt/x", "2026-11-17 23:59:59", "80", "EUR", "InStock", null, OURS);
        look("bolt/y", "2026-11-17", "80", "EUR", "InStock", "4006381333931", null);
        price("cord/z", "2026-11-20 00:00:00", null);
        assertEquals(List.of("s1 EUR shop 100.0000 2 2 90.0000 acme 90.0000 95.0000 11.11"), positions());
    }

    @Test
    void anOwnOfferThatIsTooOldStillNamesItsProduct() throws Exception {
        look("shop/s1", "2026-11-10", "100", "EUR", "InStock", "4006381333931", OWN);
        gtin("acme/x", "90", "4006381333931", null);
        assertEquals(List.of("s1 EUR null null null 1 90.0000 acme 90.0000 90.0000 null"), positions());
    }

    @Test
    void onlyTheNewestLookAtAnOfferCounts() throws Exception {
        offer("shop/s1", "100", OWN);
        look("acme/x", "2026-11-19", "50", "EUR", "InStock", null, OURS);
        offer("acme/x", null, OURS);
        look("bolt/x", "2026-11-19", "50", "EUR", "InStock", null, OURS);
        offer("bolt/x", "0", OURS);
        assertEquals(List.of("s1 EUR shop 100.0000 1 1 100.0000 shop null 100.0000 0.00"), positions());
    }

    @Test
    void differentCurrenciesAreNotCompared() throws Exception {
        offer("shop/s1", "100", OWN);
        look("acme/x", "2026-11-20", "90", "USD", "InStock", null, OURS);
        look("bolt/x", "2026-11-20", "80", null, "InStock", null, OURS);
        assertEquals(
                List.of(
                        "s1 EUR shop 100.0000 1 1 100.0000 shop null 100.0000 0.00",
                        "s1 USD null null null 1 90.0000 acme 90.0000 90.0000 null"),
                positions());
    }

    @Test
    void ofTwoOwnOffersTheOneThatCanBeBoughtForLessStandsForBoth() throws Exception {
        look("shop/s1", "2026-11-20", "70", "EUR", "SoldOut", null, OWN);
        offer("shop-at/1", "110", "{\"own\": \"true\", \"our_sku\": \"s1\"}");
        offer("shop-ch/1", "105", "{\"own\": \"true\", \"our_sku\": \"s1\"}");
        offer("acme/x", "108", OURS);
        assertEquals(List.of("s1 EUR shop-ch 105.0000 1 3 105.0000 shop-ch 108.0000 108.0000 0.00"), positions());
    }
}
