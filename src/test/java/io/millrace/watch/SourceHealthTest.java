package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.extract.ExtractHints;
import io.millrace.watch.Shop.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceHealthTest {
    private static final String TEMPLATE = Shop.template("json-ld");
    private static final UnaryOperator<String> AS_IT_IS = UnaryOperator.identity();
    private static final UnaryOperator<String> NAMELESS =
            page -> page.replaceAll("\"name\":\"Thing[^\"]*\",|<h1>.*</h1>|<title>.*</title>", "");

    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void looks(int from, int to, int pages, UnaryOperator<String> changed) {
        shop.looks(from, to, pages, TEMPLATE, ExtractHints.NONE, changed);
    }

    @Test
    void aSourceOfOnePageIsHeldAgainstWhatThePageShowedBefore() {
        looks(0, 2, 1, AS_IT_IS);
        looks(2, 12, 1, NAMELESS);
        assertEquals(List.of("name"), shop.alarms());
    }

    @Test
    void pagesThatWereNeverSeenAreHeldAgainstTheOthers() {
        looks(0, 40, 1_000, AS_IT_IS);
        looks(40, 60, 1_000, NAMELESS);
        assertEquals(List.of("name"), shop.alarms());
    }

    @Test
    void fewPagesOfManyAreNoAlarm() {
        for (var round = 0; round < 20; round++) {
            for (var page = 0; page < 40; page++) {
                var html = Product.of(page).page(TEMPLATE);
                shop.look(page, page % 10 == 3 && round > 3 ? NAMELESS.apply(html) : html, ExtractHints.NONE);
            }
            assertEquals(List.of(), shop.alarms(), "in round " + round);
        }
    }

    @Test
    void whatIsSoldOutNeedsNoPrice() {
        looks(0, 60, 20, AS_IT_IS);
        for (var look = 0; look < 60; look++) {
            var gone = new Product(look % 20, Product.of(look % 20).price(), null, true).page(Shop.template("visible"));
            shop.look(look % 20, gone.replaceAll("<div class=\"offer\">.*</div>", ""), ExtractHints.NONE);
        }
        assertTrue(!shop.alarms().contains("price"), shop.alarms().toString());
    }

    @Test
    void pagesThatFailAreAnAlarmUnlessTheyWereNotAskedFor() {
        looks(0, 60, 20, AS_IT_IS);
        for (var page = 0; page < 20; page++) {
            shop.fail(page, "host_away");
        }
        assertEquals(List.of(), shop.alarms());
        for (var page = 0; page < 20; page++) {
            shop.fail(page, "blocked");
        }
        assertEquals(List.of("page"), shop.alarms());
        assertEquals("blocked", shop.health.summary(Shop.SOURCE).alarms().get(0).found());
    }

    @Test
    void aChangedSourceFileBeginsAnew() {
        looks(0, 60, 20, AS_IT_IS);
        looks(60, 80, 20, NAMELESS);
        assertEquals(List.of("name"), shop.alarms());
        shop.readBy("another");
        looks(80, 140, 20, NAMELESS);
        assertEquals(List.of(), shop.alarms());
        assertEquals(140, shop.health.summary(Shop.SOURCE).results().get("ok"));
    }

    @Test
    void anAlarmIsKnownAfterARestartAndSoAreTheCounts() throws IOException {
        looks(0, 60, 20, AS_IT_IS);
        looks(60, 70, 20, NAMELESS);
        var before = shop.health.summary(Shop.SOURCE);
        shop.health.keep();
        shop.close();
        try (var store = WatchStore.open(folder)) {
            assertEquals(before, new SourceHealth(store).summary(Shop.SOURCE));
        }
    }

    @Test
    void pagesThatAreGoneAreCountedUntilTheyAreBack() {
        looks(0, 4, 4, AS_IT_IS);
        shop.fail(1, "not_found");
        shop.fail(1, "not_found");
        shop.fail(2, "not_found");
        assertEquals(2, shop.health.summary(Shop.SOURCE).gone());
        looks(1, 2, 4, AS_IT_IS);
        var known = shop.health.summary(Shop.SOURCE);
        assertEquals(1, known.gone());
        assertEquals(4, known.pages());
        assertEquals(Map.of("ok", 5L, "not_found", 3L), known.results());
    }

    @Test
    void aSourceThatWasNeverLookedAtHasNothingToTell() {
        assertEquals(0, shop.health.summary("other").pages());
        assertEquals(null, shop.health.summary("other").succeeded());
        shop.health.roundBegan("other", Instant.EPOCH);
        assertEquals(Instant.EPOCH, shop.health.summary("other").begun());
    }
}
