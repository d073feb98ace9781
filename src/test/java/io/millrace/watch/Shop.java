package io.millrace.watch;

import io.millrace.dataset.OfferField;
import io.millrace.dataset.Reading;
import io.millrace.extract.ExtractHints;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Page;
import io.millrace.extract.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Pages of a shop that are looked at round after round: read as a source's are, and judged. */
final class Shop implements AutoCloseable {
    static final String SOURCE = "acme";
    private static final Duration DAY = Duration.ofHours(24);

    final SourceHealth health;
    private final WatchStore store;
    private final Map<String, Usual> usual = new HashMap<>();
    private final Map<String, String> results = new HashMap<>();
    private String recipe = "recipe";
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    /** What a page shows. */
    record Product(int number, BigDecimal price, BigDecimal listPrice, boolean soldOut) {
        static Product of(int number) {
            var price = BigDecimal.valueOf(1_299 + number * 731L, 2);
            var list = number % 2 == 0 ? price.multiply(new BigDecimal("1.3")) : null;
            return new Product(number, price, list == null ? null : list.setScale(2, RoundingMode.UP), false);
        }

        /** The page, by a template of the test's resources. */
        String page(String template) {
            var html = template.replace("{name}", "Thing No. " + number + " of the house")
                    .replace("{sku}", "A-" + (1_000 + number))
                    .replace("{gtin}", "400638133393" + number % 10)
                    .replace("{availability}", soldOut ? "OutOfStock" : "InStock")
                    .replace("{words}", soldOut ? "Out of stock" : "In stock")
                    .replace("{price}", price.toPlainString());
            return listPrice == null
                    ? html.replaceAll("(?s)\\{list}.*\\{/list}", "")
                    : html.replace("{list_price}", listPrice.toPlainString())
                            .replace("{list}", "")
                            .replace("{/list}", "");
        }
    }

    Shop(Path folder) {
        try {
            store = WatchStore.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        health = new SourceHealth(store);
    }

    static String template(String name) {
        try (InputStream in = Shop.class.getResourceAsStream("/watch/" + name + ".html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at a page that answers with this. */
    void look(int number, String html, ExtractHints hints) {
        var url = "https://acme.example/p/" + number;
        var page = new Page(html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", url);
        var extraction = OfferExtractor.extract(page, hints);
        if (extraction.status() == Status.blocked || extraction.status() == Status.error) {
            fail(number, extraction.status() == Status.blocked ? "blocked" : "unreadable");
            return;
        }
        now = now.plusSeconds(60);
        var reading = extraction.reading();
        var before = usual.getOrDefault(url, Usual.none(recipe));
        if (!before.recipe().equals(recipe)) {
            before = Usual.none(recipe);
        }
        var verdict = before.judge(reading, now, DAY);
        looked(
                url,
                extraction.status() == Status.ok ? "ok" : "no_price",
                reading,
                before.judges(reading) ? verdict.suspect() != null : null,
                verdict.then());
    }

    /** Looks at a page that cannot be read. */
    void fail(int number, String result) {
        now = now.plusSeconds(60);
        var url = "https://acme.example/p/" + number;
        looked(url, result, null, null, usual.getOrDefault(url, Usual.none(recipe)));
    }

    private void looked(String url, String result, Reading reading, Boolean suspect, Usual then) {
        var look = new Look(SOURCE, url, recipe, now, result, results.getOrDefault(url, ""), reading, suspect);
        usual.put(url, then.with(health.looked(look, then.habits())));
        results.put(url, result);
    }

    /** As when the source file has changed. */
    void readBy(String recipe) {
        this.recipe = recipe;
    }

    /** So many looks at so many pages in turn. */
    void looks(int from, int to, int pages, String template, ExtractHints hints, UnaryOperator<String> changed) {
        for (var i = from; i < to; i++) {
            look(i % pages, changed.apply(Product.of(i % pages).page(template)), hints);
        }
    }

    /** Signals that are alarmed. */
    List<String> alarms() {
        return health.summary(SOURCE).alarms().stream().map(SourceAlarm::signal).toList();
    }

    double fill(OfferField field) {
        return health.summary(SOURCE).fill().get(field.key());
    }

    @Override
    public void close() {
        store.close();
    }
}
