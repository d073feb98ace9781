package io.millrace.watch;

import io.millrace.dataset.Carried;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.FailedPage;
import io.millrace.dataset.Observation;
import io.millrace.dataset.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps around a page that know what was read of it before. */
public final class PageMemory {
    private static final String RECIPE = "MillraceRecipe";
    private static final String RESULT = "MillraceResult";
    private static final String USUAL = "MillraceUsual";
    private static final String JUDGED = "MillraceJudged";
    /** What evidence says of an observation that is not to be taken as true. */
    private static final String SUSPECT = "suspect";

    private static final Logger LOG = LoggerFactory.getLogger(PageMemory.class);

    private final WatchStore store;
    private final SourceHealth health;
    private final String program;
    private final Duration believeAfter;
    private final Clock clock;
    /** Pages whose failure this process has told of. */
    private final Set<String> toldHere = ConcurrentHashMap.newKeySet();

    /**
     * @param program version of the program: another one may read pages differently
     * @param believeAfter a suspect price that stays so long is believed
     */
    public PageMemory(WatchStore store, SourceHealth health, String program, Duration believeAfter, Clock clock) {
        this.store = store;
        this.health = health;
        this.program = program;
        this.believeAfter = believeAfter;
        this.clock = clock;
    }

    /** When a page was asked for last, milliseconds since 1970; 0 for never. */
    public long lastFetched(String source, String url) {
        var page = store.page(source, url);
        return page == null ? 0 : page.askedAt().toEpochMilli();
    }

    /** Before a page is asked for: says whether it is skipped in this round, as it is gone; a list never is. */
    public void skip(Exchange exchange) {
        exchange.setProperty(Carried.SKIPPED, isPage(exchange) && page(exchange).rests(clock.instant()));
    }

    private static boolean isPage(Exchange exchange) {
        return exchange.getProperty(Carried.KIND, "page", String.class).equals("page");
    }

    /** When a page was read last, milliseconds since 1970; 0 if it never was, or could not be read the last time. */
    public long lastRead(String source, String url) {
        var page = store.page(source, url);
        return page == null || !page.result().equals(PageRecord.OK)
                ? 0
                : page.askedAt().toEpochMilli();
    }

    /** Before the request: says how the site may be asked whether the page has changed since it was read. */
    public void recall(Exchange exchange) {
        var recipe = recipe(exchange);
        exchange.setProperty(RECIPE, recipe);
        var page = page(exchange);
        if (page.known() != null
                && page.known().recipe().equals(recipe)
                && !page.known().validators().isEmpty()) {
            exchange.setProperty(Carried.VALIDATORS, page.known().validators());
        }
    }

    /** After an answer that nothing has changed: the body becomes what was observed before, seen again now. */
    public void repeat(Exchange exchange) {
        var known = page(exchange).known();
        if (known == null) {
            throw new IllegalStateException("a page that was never read cannot be unchanged");
        }
        var before = known.observation();
        var payload = new TreeMap<>(before.payload());
        var labels = exchange.getProperty(Carried.LABELS, Map.of(), Map.class);
        payload.remove("labels");
        if (!labels.isEmpty()) {
            payload.put("labels", labels);
        }
        var evidence = new TreeMap<>(before.evidence());
        evidence.put("revalidated", true);
        exchange.setProperty(RESULT, "unchanged");
        exchange.setProperty(Carried.READING, known.reading());
        exchange.setProperty(Carried.PRICED, payload.get("price") != null);
        exchange.getMessage()
                .setBody(new Observation(
                        before.dataset(),
                        before.version(),
                        before.source(),
                        before.key(),
                        exchange.getProperty(Carried.FETCHED_AT, Instant.class),
                        payload,
                        evidence));
    }

    /**
     * Before the observation in the body is published: marks it as suspect where its price is too far from what was last
     * believed of the page.
     */
    public void judge(Exchange exchange) {
        var reading = exchange.getProperty(Carried.READING, Reading.class);
        if (reading == null) {
            return;
        }
        var before = usual(exchange);
        var verdict = before.judge(reading, exchange.getProperty(Carried.FETCHED_AT, Instant.class), believeAfter);
        exchange.setProperty(USUAL, verdict.then());
        if (before.judges(reading)) {
            exchange.setProperty(JUDGED, verdict.suspect() != null);
        }
        var observation = exchange.getMessage().getBody(Observation.class);
        var evidence = new TreeMap<>(observation.evidence());
        evidence.remove(SUSPECT);
        if (verdict.suspect() != null) {
            evidence.put(SUSPECT, verdict.suspect());
        }
        exchange.getMessage().setBody(observation.with(evidence));
    }

    /** After the observation is spooled: keeps it, with how to ask for its page. */
    @SuppressWarnings("unchecked")
    public void remember(Exchange exchange) {
        var known = new PageRecord.Known(
                exchange.getProperty(RECIPE, String.class),
                exchange.getProperty(Carried.VALIDATORS, Map.of(), Map.class),
                exchange.getProperty(Carried.OBSERVATION, Observation.class),
                exchange.getProperty(Carried.READING, Reading.class));
        keep(exchange, PageRecord.OK, known, true, looked(exchange, readAs(exchange), known.reading()));
    }

    /** After a listing or a sitemap was read: notes that it could be. */
    public void rememberList(Exchange exchange) {
        keep(exchange, PageRecord.OK, null, true, null);
    }

    /** After a page could not be read: says whether that is news, so that it is to be kept whole. */
    public void isNews(Exchange exchange) {
        var before = page(exchange);
        var isNews = !before.told() || !result(exchange).equals(before.result());
        exchange.setProperty(Carried.NEWS, isNews);
        var said = exchange.getProperty(Carried.SOURCE) + " " + exchange.getProperty(Carried.URL);
        if (toldHere.add(said) && !isNews) {
            // Who reads what this process says has not seen what an earlier one said.
            LOG.warn(
                    "stage=fetch source={} {} (as since {})",
                    exchange.getProperty(Carried.SOURCE),
                    exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)
                            .getMessage(),
                    before.since().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Notes why it could not be read. */
    public void failed(Exchange exchange) {
        var told = !exchange.getProperty(Carried.NEWS, Boolean.class)
                || exchange.getProperty(Carried.KEPT, false, Boolean.class);
        // Without a declaration, or of a list, it is nothing that a source's pages tell.
        var usual = exchange.getProperty(Carried.SELECT) == null || !isPage(exchange)
                ? page(exchange).usual()
                : looked(exchange, result(exchange), null);
        keep(exchange, result(exchange), page(exchange).known(), told, usual);
    }

    private static String readAs(Exchange exchange) {
        var ok = exchange.getProperty(Carried.PRICED, true, Boolean.class) ? PageRecord.OK : "no_price";
        return exchange.getProperty(RESULT, ok, String.class);
    }

    /** Takes the look into the health of its source; returns what is usual of the page after it. */
    private Usual looked(Exchange exchange, String result, Reading reading) {
        var usual = exchange.getProperty(USUAL, usual(exchange), Usual.class);
        var look = new Look(
                exchange.getProperty(Carried.SOURCE, String.class),
                exchange.getProperty(Carried.URL, String.class),
                usual.recipe(),
                clock.instant(),
                result,
                page(exchange).result(),
                reading,
                exchange.getProperty(JUDGED, Boolean.class));
        return usual.with(health.looked(look, usual.habits()));
    }

    /** What was usual before this look. */
    private Usual usual(Exchange exchange) {
        var usual = page(exchange).usual();
        var recipe = recipe(exchange);
        return usual == null || !usual.recipe().equals(recipe) ? Usual.none(recipe) : usual;
    }

    private static String result(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return failure instanceof FailedPage page ? page.result() : PageRecord.FAILED;
    }

    private void keep(Exchange exchange, String result, PageRecord.Known known, boolean told, Usual usual) {
        var source = exchange.getProperty(Carried.SOURCE, String.class);
        var url = exchange.getProperty(Carried.URL, String.class);
        store.keepPage(source, url, page(exchange).then(clock.instant(), result, known, told, usual));
    }

    private PageRecord page(Exchange exchange) {
        var source = exchange.getProperty(Carried.SOURCE, String.class);
        var page = store.page(source, exchange.getProperty(Carried.URL, String.class));
        return page == null ? PageRecord.unknown(clock.instant()) : page;
    }

    private String recipe(Exchange exchange) {
        var told = List.of(
                program,
                String.valueOf(exchange.getProperty(Carried.SELECT)),
                Objects.toString(exchange.getProperty(Carried.CURRENCY), ""),
                Objects.toString(exchange.getProperty(Carried.LANGUAGE), ""),
                Objects.toString(exchange.getProperty(Carried.ACCESS), ""));
        return EventIds.of("recipe", "", told, Instant.EPOCH);
    }
}
