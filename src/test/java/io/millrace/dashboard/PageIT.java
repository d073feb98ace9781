package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.reconcile.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page in a real browser, behind its real routes and on a real warehouse. */
class PageIT {
    private static final Logger LOG = LoggerFactory.getLogger(PageIT.class);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int MOST_BYTES = 300_000;
    private static final String AXE = resource("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");

    /** What makes the page wider than it is, if anything does. */
    private static final String WIDER = """
            JSON.stringify(document.documentElement.scrollWidth <= innerWidth ? []
              : [document.documentElement.scrollWidth, ...[...document.querySelectorAll('main *')]
                .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
                .map(one => one.tagName + '.' + one.getAttribute('class')).slice(0, 12)])""";

    /** Each view, and what is on it once it is there. */
    enum View {
        OVERVIEW(
                "#/overview?window=30d",
                "document.querySelectorAll('.moves li').length > 3 && document.querySelector('.shares')"),
        PRODUCTS("#/products?size=25", "document.querySelectorAll('.products tbody tr').length === 25"),
        PRODUCT(
                "#/product/demo-de/H0",
                "document.querySelector('.looks tbody tr') && document.querySelector('.history canvas')"),
        SOURCES("#/sources", "document.querySelectorAll('.site').length === 5"),
        PIPELINE("#/pipeline", "document.querySelectorAll('.stage').length === 6"),
        CITIES("#/cities/berlin", "document.querySelector('.bars.rain') && document.querySelector('.hints')"),
        ALERTS("#/alerts", "document.querySelectorAll('.deliveries li').length === 3");

        private final String hash;
        private final String there;

        View(String hash, String there) {
            this.hash = hash;
            this.there = there;
        }
    }

    @TempDir
    static Path folder;

    private static MarketWarehouse warehouse;
    private static ServedDashboard served;
    private static Chromium chromium;

    private Tab tab;

    /** What a browser says of an answer that the test itself gives. */
    private String expected = "\0";

    @BeforeAll
    static void start() throws Exception {
        var program = Chromium.installed();
        if (program.isEmpty()) {
            LOG.warn("SKIPPED: the page was not tried in a browser. Install one: apt-get install chromium");
        }
        assumeTrue(program.isPresent(), "no Chromium: install Debian's package chromium");
        warehouse = new MarketWarehouse(folder);
        served = new ServedDashboard(
                warehouse.prices(), List.of(source()), folder, Login.none(), resource("/dashboard/status.json"));
        served.dashboard().turn();
        served.dashboard().start();
        chromium = Chromium.start(program.get(), folder.resolve("profile"));
    }

    private static Status.Source source() {
        return new Status.Source(
                "demo-de",
                "running",
                15,
                1,
                Instant.now(),
                Map.of(),
                Map.of(),
                3L,
                60L,
                null,
                0,
                List.of(new Status.Alarm("price", 0.98, 0.12, Instant.now(), "https://shop.example/p", "", "")),
                null);
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
            served.close();
            warehouse.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        tab = chromium.tab();
        tab.size(1280, 900);
        tab.prefer("light");
        tab.answer("/api/alerts", 200, resource("/dashboard/alerts.json"));
    }

    @AfterEach
    void nothingIsComplainedOf() {
        var complaints =
                tab.complaints().stream().filter(one -> !one.contains(expected)).toList();
        tab.close();
        assertEquals(List.of(), complaints);
    }

    private void show(View view) throws Exception {
        show(view.hash, view.there);
    }

    private void show(String hash, String there) throws Exception {
        tab.open(served.address() + "/" + hash);
        tab.await(there);
        tab.await("!document.querySelector('[aria-busy]')");
    }

    @ParameterizedTest
    @EnumSource
    void whatShopsWriteStaysText(View view) throws Exception {
        show(view);
        assertEquals(
                0,
                tab.evaluate(
                                "document.querySelectorAll('main :is(img, script, iframe, b > b, object, a[href^=javascript])').length")
                        .asInt());
        if (view != View.SOURCES) {
            assertTrue(tab.text("main").contains(MarketWarehouse.HOSTILE), tab.text("main"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsKeptFromUsingIt(View view) throws Exception {
        show(view);
        assertEquals(List.of(), tab.complaints());
        tab.evaluate(AXE + "; true");
        for (var colours : List.of("light", "dark")) {
            tab.prefer(colours);
            tab.await("document.documentElement.dataset.theme === '" + colours + "'");
            var found = tab.evaluate("""
                    axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(one =>
                      one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary).join(' | ')))""");
            assertTrue(found.isEmpty(), colours + ": " + found.toPrettyString());
        }
        // It paints to find colours, which Chromium warns of.
        tab.forgetComplaints();
    }

    @ParameterizedTest
    @EnumSource
    void itFitsEveryWidth(View view) throws Exception {
        show(view);
        for (var width : List.of(390, 768, 1280, 1920)) {
            tab.size(width, width < 700 ? 1600 : 1100);
            tab.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))");
            assertEquals("[]", tab.evaluate(WIDER).asText(), view + " at " + width);
            if (width != 768) {
                for (var colours : List.of("light", "dark")) {
                    tab.prefer(colours);
                    tab.await("document.documentElement.dataset.theme === '" + colours + "'");
                    var name = "%s-%d-%s.png".formatted(view.name().toLowerCase(), width, colours);
                    tab.screenshot(SCREENSHOTS.resolve(name));
                }
            }
        }
    }

    @Test
    void theFirstViewIsLight() throws Exception {
        tab.countAnew();
        show(View.OVERVIEW);
        System.out.println("page: the first view took " + tab.received() + " bytes over the wire");
        assertTrue(tab.received() > 10_000 && tab.received() < MOST_BYTES, tab.received() + " bytes");
    }

    @Test
    void aHundredThousandLooksAreDrawnThinned() throws Exception {
        show("#/product/demo-de/LONG", "performance.getEntriesByName('millrace-chart').length > 0");
        var measure = tab.evaluate(
                "(({duration, detail}) => ({duration, ...detail}))(performance.getEntriesByName('millrace-chart').at(-1))");
        System.out.println(
                "page: a chart of " + measure.path("points") + " points took " + measure.path("duration") + " ms");
        assertEquals(MarketWarehouse.LOOKS, measure.path("points").asInt());
        assertTrue(measure.path("drawn").asInt() > 300 && measure.path("drawn").asInt() < 4_000, measure.toString());
        assertTrue(tab.evaluate("""
                        (canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
                          .some(value => value !== 0))(document.querySelector('.history canvas'))""").asBoolean());
    }

    @Test
    void aChartIsReadByKeys() throws Exception {
        show(
                "#/product/demo-de/LONG",
                "document.querySelector('.history [role=slider]')?.getAttribute('aria-valuetext')");
        tab.evaluate("document.querySelector('.history [role=slider]').focus()");
        tab.press("Home");
        var first = tab.evaluate("document.activeElement.getAttribute('aria-valuetext')")
                .asText();
        tab.press("ArrowRight");
        assertEquals(
                "1",
                tab.evaluate("document.activeElement.getAttribute('aria-valuenow')")
                        .asText());
        tab.press("End");
        var last = tab.evaluate("document.activeElement.getAttribute('aria-valuetext')")
                .asText();
        assertTrue(first.contains("€") && last.contains("€") && !first.equals(last), first + " / " + last);
    }

    @Test
    void theKeyboardReachesEverything() throws Exception {
        show(View.PRODUCTS);
        tab.press("Tab");
        assertEquals("skip", tab.evaluate("document.activeElement.id").asText());
        tab.press("Enter");
        assertEquals("H1", tab.evaluate("document.activeElement.tagName").asText());
        tab.press("/");
        assertEquals("search", tab.evaluate("document.activeElement.id").asText());
        for (var letter : "akku".split("")) {
            tab.press(letter);
        }
        tab.await("location.hash.includes('search=akku')");
        tab.await("document.querySelector('.found').textContent === '10 products'");
        assertEquals("search", tab.evaluate("document.activeElement.id").asText());
        tab.press("Escape");
        tab.await("!location.hash.includes('search')");
        tab.await("document.querySelector('.found').textContent === '71 products'");
        tab.evaluate("document.querySelector('.products tbody a').focus()");
        tab.press("Enter");
        tab.await("location.hash.startsWith('#/product/') && document.activeElement.tagName === 'H1'");
    }

    @Test
    void backGoesWhereOneWas() throws Exception {
        tab.size(1280, 500);
        show(View.PRODUCTS);
        tab.evaluate(
                "[...document.querySelectorAll('.chip')].find(one => one.textContent.startsWith('demo-jp')).click()");
        tab.await(
                "location.hash.includes('source=demo-jp') && document.querySelector('.found').textContent === '14 products'");
        tab.evaluate("window.scrollTo(0, 300)");
        tab.await("window.scrollY === 300");
        tab.evaluate("document.querySelector('.products tbody a').click()");
        tab.await("document.title.length > 12 && document.querySelector('.view-product') && window.scrollY === 0");
        tab.evaluate("history.back()");
        tab.await("document.title === 'Products · Millrace' && window.scrollY === 300");
        tab.evaluate("history.back()");
        tab.await("document.querySelector('.found')?.textContent === '71 products'");
        tab.evaluate("history.forward()");
        tab.await("document.querySelector('.found')?.textContent === '14 products'");
    }

    @ParameterizedTest
    @CsvSource({
        "#/demo-de/H5, #/product/demo-de/H5",
        "#cities, #/cities",
        "#cities/berlin, #/cities/berlin",
        "#/overview?window=7d, #/overview?window=7d"
    })
    void addressesOfBeforeAreUnderstood(String before, String now) throws Exception {
        show(before, "location.hash === '" + now + "' && document.querySelector('main h1')");
    }

    @Test
    void whatChangesIsShownWithoutTakingTheFocusAway() throws Exception {
        show(
                "#/products?search=akku&source=demo-de&sort=source",
                "document.querySelectorAll('.products tbody tr').length === 2");
        tab.evaluate("""
                (link => {
                  link.focus();
                  window.kept = link;
                  getSelection().selectAllChildren(link);
                })(document.querySelector('.products tbody a'))""");
        var before = tab.text(".products tbody .amount");
        warehouse.see("demo-de", "H5", "77.77");
        tab.await("document.querySelector('.products tbody').textContent.includes('€77.77')");
        assertTrue(!before.contains("77.77"), before);
        assertTrue(tab.evaluate("document.activeElement === window.kept && window.kept.isConnected")
                .asBoolean());
        assertEquals(
                tab.text(".products tbody a"),
                tab.evaluate("getSelection().toString()").asText());
    }

    @Test
    void aChartStaysWhereItIsReadWhenAnotherLookComes() throws Exception {
        show(
                "#/product/own-shop/H12",
                "document.querySelector('.history [role=slider]')?.getAttribute('aria-valuetext')");
        tab.evaluate("document.querySelector('.history [role=slider]').focus()");
        tab.press("Home");
        tab.press("ArrowRight");
        var read = "document.activeElement.getAttribute('aria-valuetext')";
        var before = tab.evaluate(read).asText();
        var looks = tab.evaluate("document.activeElement.getAttribute('aria-valuemax')")
                .asInt();
        warehouse.see("own-shop", "H12", "155.55");
        tab.await("document.activeElement.getAttribute('aria-valuemax') === '" + (looks + 1) + "'");
        assertEquals(before, tab.evaluate(read).asText());
    }

    @Test
    void theListShowsWhatTheOverviewCounts() throws Exception {
        show(View.OVERVIEW);
        var drops = tab.text("[data-key=Drops] .number");
        tab.evaluate("document.querySelector('[data-key=Drops] a').click()");
        tab.await("document.querySelector('.products tbody tr') && !document.querySelector('[aria-busy]')");
        assertEquals(drops + " products", tab.text(".found"));
        assertEquals(
                "Fell in 30 days",
                tab.evaluate("document.querySelector('[aria-label=Movement], select:has([value=\"drop 30d\"])')"
                                + ".selectedOptions[0].textContent")
                        .asText());
        assertTrue(tab.evaluate("document.querySelector('.downloads a').href")
                .asText()
                .contains("window=30d"));
    }

    @Test
    void theSearchIsReachedOnceAndNeverTakesTheFocusBack() throws Exception {
        show(View.SOURCES);
        tab.press("/");
        tab.await("document.activeElement.id === 'search' && location.hash === '#/products'");
        tab.await("document.querySelector('.products tbody a')");
        tab.evaluate("document.querySelector('.products tbody a').focus()");
        tab.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))");
        tab.evaluate("new Promise(done => setTimeout(done, 50))");
        assertEquals("A", tab.evaluate("document.activeElement.tagName").asText());
    }

    @Test
    void whatStandsStillSaysSo() throws Exception {
        show(View.PRODUCTS);
        tab.answer("/api/state", 200, """
                {"version": "x", "products": 1, "observations": 1, "stale": {"since": "2026-11-20T10:00:00Z",
                  "reason": "the warehouse <b>is away</b>"}}""");
        tab.await("!document.getElementById('banner').hidden");
        assertTrue(
                tab.text("#banner").contains("the warehouse <b>is away</b>. It is tried again"), tab.text("#banner"));
        tab.await("document.getElementById('health-text').textContent.includes('Not up to date')");
        tab.answerAsTheServer("/api/state");
        tab.await("document.getElementById('banner').hidden");
    }

    @Test
    void whatCouldNotBeReadAgainStaysAndSaysHowOldItIs() throws Exception {
        expected = "the server responded with a status of 503";
        show(View.PRODUCTS);
        tab.answer("/api/products", 503, "{\"error\": \"the warehouse is busy\"}");
        warehouse.see("own-shop", "H13", "166.66");
        tab.await("document.querySelector('.p-list .note.bad')?.textContent.includes('the warehouse is busy.')");
        assertEquals(
                25,
                tab.evaluate("document.querySelectorAll('.products tbody tr').length")
                        .asInt());
        tab.answerAsTheServer("/api/products");
        tab.await("!document.querySelector('.p-list > .note.bad')");
    }

    @Test
    void anIndexThatFailedSaysWhy() throws Exception {
        tab.answer("/api/index", 200, "{\"as_of\": null, \"series\": []}");
        tab.answer("/api/state", 200, "{\"version\": \"x\", \"index_fault\": \"no memory is left\"}");
        show(View.OVERVIEW);
        assertTrue(tab.text(".p-index").contains("It could not be computed: no memory is left."), tab.text(".p-index"));
    }

    @Test
    void whatIsShownTwiceIsShownTwice() throws Exception {
        show(View.ALERTS);
        assertEquals("[\"a1\",\"a2\",\"b\"] [\"b\",\"a3\"]", tab.evaluate("""
                import('/dom.js').then(({element, show}) => {
                  const list = element('ul');
                  const rows = texts => texts.map(text => element('li', {'data-key': text[0], text}));
                  const shown = () => JSON.stringify([...list.children].map(one => one.textContent));
                  show(list, rows(['a0', 'a1', 'a2', 'b']));
                  show(list, rows(['a1', 'a2', 'b']));
                  const before = shown();
                  show(list, rows(['b', 'a3']));
                  return `${before} ${shown()}`;
                })""").asText());
    }

    @Test
    void amountsAndTimesAreThoseOfCurrencyAndZone() throws Exception {
        tab.travel("Europe/Berlin");
        show(View.ALERTS);
        assertEquals(
                "$1.50 CA$1.50 $0.0125 ¥980 KWD 1.250 1.50", tab.evaluate("""
                import('/format.js').then(({money}) => [[1.5, 'USD'], [1.5, 'CAD'], [0.0125, 'USD'], [980, 'JPY'], [1.25, 'KWD'],
                  [1.5, null]].map(([amount, currency]) => money(amount, currency).replace(/\\s/g, ' ')).join(' '))""").asText());
        // Clocks go back on 25 October: days still begin at midnight, and hours are those on the clock.
        assertEquals("[0]", tab.evaluate("""
                import('/scale.js').then(({timeTicks}) => JSON.stringify([...new Set(
                  timeTicks(Date.UTC(2026, 9, 20), Date.UTC(2026, 9, 30), 12).map(at => new Date(at).getHours()))]))""").asText());
        assertEquals("[0,6,12,18]", tab.evaluate("""
                import('/scale.js').then(({timeTicks}) => JSON.stringify([...new Set(
                  timeTicks(Date.UTC(2026, 9, 24), Date.UTC(2026, 9, 26), 8).map(at => new Date(at).getHours()))].sort((a, b) => a - b)))""").asText());
    }

    @Test
    void theChoiceOfColoursIsKept() throws Exception {
        show(View.ALERTS);
        tab.evaluate("document.getElementById('theme').click()");
        assertEquals(
                "dark", tab.evaluate("document.documentElement.dataset.theme").asText());
        show(View.ALERTS);
        assertEquals(
                "dark", tab.evaluate("document.documentElement.dataset.theme").asText());
        tab.evaluate("localStorage.clear()");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/products, 401, Please log in",
        "/api/products, 503, This cannot be shown",
        "/api/alerts, 404, No alerts are set up"
    })
    void whatIsWrongIsSaid(String path, int status, String said) throws Exception {
        expected = "the server responded with a status of " + status;
        tab.answer(path, status, "{\"error\": \"the warehouse could not be read\"}");
        show(path.equals("/api/alerts") ? "#/alerts" : "#/products", "document.querySelector('.empty h3')");
        assertEquals(said, tab.text(".empty h3"));
        if (status == 503) {
            assertTrue(tab.text(".empty p").contains("the warehouse could not be read"));
            tab.answerAsTheServer(path);
            tab.evaluate("document.querySelector('.empty button').click()");
            tab.await("document.querySelector('.products tbody tr')");
        }
    }

    private static String resource(String name) {
        try (var bytes = PageIT.class.getResourceAsStream(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
