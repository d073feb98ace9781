package io.millrace.dashboard;

import io.millrace.dashboard.PricesWarehouse.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A warehouse with something for each view: four currencies, hostile names, what moved, a long history, a city. */
final class MarketWarehouse implements AutoCloseable {
    /** A name that would be an element, would anybody make HTML of it. */
    static final String HOSTILE = "<img src=x onerror=alert(1)>";

    static final int LOOKS = 100_000;

    private static final List<String> NAMES = List.of(
            HOSTILE,
            "\"><script>alert(2)</script>",
            "\u202Egnp.exe \u200F\u05E9\u05DC\u05D5\u05DD",
            "N".repeat(500),
            "'-alert(3)-'",
            "Akku-Bohrschrauber Werkraum 18 V",
            "\u6728\u3068\u97F3 Bluetooth");

    private static final List<String> SOURCES = List.of("demo-de", "demo-us", "demo-jp", "demo-kw", "own-shop");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY", "KWD", "EUR");
    private static final int PRODUCTS = 14;

    private final PricesWarehouse prices;
    private final CitiesWarehouse cities;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    MarketWarehouse(Path folder) throws Exception {
        prices = PricesWarehouse.duckDb(folder);
        cities = new CitiesWarehouse(prices);
        var rows = new ArrayList<Seen>();
        for (int source = 0; source < SOURCES.size(); source++) {
            for (int i = 0; i < PRODUCTS; i++) {
                history(rows, source, i);
            }
        }
        prices.load(rows.toArray(Seen[]::new));
        longHistory();
        for (int hour = 0; hour < 30; hour++) {
            cities.hour("berlin", hour, 8.0 + hour % 7, hour % 5 == 0 ? 1.5 : 0.0, hour < 20 ? 12 + hour : null);
        }
        cities.run("INSERT INTO cities VALUES ('berlin', '" + HOSTILE + "', 'DE')");
        cities.hint("berlin", "morning", 2, 4, 0.5, HOSTILE);
    }

    private void history(List<Seen> rows, int source, int i) {
        for (int day = 12; day >= 0; day--) {
            var base = 40 + 13 * i + 7 * source;
            var moved = base + ((day * (i + 3) + source) % 5) - (day == 0 ? i % 4 : 0);
            var gone = i == 6 && day == 1 || i == 9 && day == 0;
            rows.add(Seen.of(
                            SOURCES.get(source),
                            "H" + i,
                            now.minus(Duration.ofHours(20L * day)),
                            i == 10 && day == 0 ? null : moved + (source == 2 ? "00" : ".50"),
                            CURRENCIES.get(source),
                            gone ? "OutOfStock" : i == 11 ? "<b>State</b>" : "InStock")
                    .named(NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : " " + i))
                    .with("40123450%05d".formatted(i), source == 4 ? "{\"own\": \"true\"}" : null));
        }
    }

    private void longHistory() throws Exception {
        var batch = prices.next();
        prices.run("""
                INSERT INTO prices (source, sku, url, name, price, currency, list_price, availability, observed_at, method,
                  confidence, event_id, batch)
                SELECT 'demo-de', 'LONG', 'https://shop.example/long', 'A long history',
                  200 + (hash(i / 40) %% 9000) / 100, 'EUR', 299, CASE WHEN (i / 700) %% 20 = 3 THEN 'OutOfStock' ELSE 'InStock' END,
                  TIMESTAMPTZ '%s' - to_seconds((%d - i) * 60), 'css', 0.7, 'e' || i, %d
                FROM range(%d) AS looks(i)""".formatted(now, LOOKS, batch, LOOKS));
        prices.load(batch, List.of(), List.of());
    }

    PricesWarehouse prices() {
        return prices;
    }

    /** Looks once more at a product, and sees another price. */
    void see(String source, String sku, String price) throws Exception {
        prices.load(Seen.of(source, sku, Instant.now().truncatedTo(ChronoUnit.SECONDS), price, "EUR", "InStock")
                .named("Akku-Bohrschrauber Werkraum 18 V"));
    }

    @Override
    public void close() throws Exception {
        cities.close();
    }
}
