package io.millrace.fetch;

import io.millrace.dataset.Carried;
import io.millrace.fetch.FetchException.Kind;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The steps of the route {@code fetch-page}, around a {@link Visit} that the exchange carries as a property. */
final class FetchSteps {
    static final String URL = "MillraceUrl";
    static final String RULES = "MillraceFetch";

    /** Property: what forbids a request by throwing; absent where nothing does. */
    private static final String GUARD = "MillraceGuard";

    private static final String SITEMAP = "sitemap";
    /** Property, once a page was fetched: the pause that its site wants between two requests, a Duration. */
    static final String KEPT_DELAY = "MillraceKeptDelay";

    private static final String VISIT = "MillraceVisit";
    private static final String TURN = "MillraceTurn";
    private static final String ASKED = "MillraceAsked";
    // What the route's own condition looks at.
    private static final String UNDER_WAY = "MillraceUnderWay";

    private final Robots robots;
    private final HostPacer pacer;
    private final ProxyGuard guard;
    private final Visits visits;
    private final Time time;

    FetchSteps(Robots robots, HostPacer pacer, ProxyGuard guard, Visits visits, Time time) {
        this.robots = robots;
        this.pacer = pacer;
        this.guard = guard;
        this.visits = visits;
        this.time = time;
    }

    /** The steps by the names under which the route refers to them. */
    Map<String, Processor> byName() {
        return Map.of(
                "beginVisit", this::beginVisit,
                "checkAddress", this::checkAddress,
                "checkRobots", this::checkRobots,
                "awaitTurn", this::awaitTurn,
                "readAnswer", this::readAnswer,
                "endTurn", this::endTurn,
                "endVisit", this::endVisit);
    }

    @SuppressWarnings("unchecked")
    private void beginVisit(Exchange exchange) {
        var message = exchange.getMessage();
        var rules = message.getHeader(RULES, FetchRules.DEFAULT, FetchRules.class);
        var validators = exchange.getProperty(Carried.VALIDATORS, Map.of(), Map.class);
        exchange.setProperty(VISIT, new Visit(message.getHeader(URL, String.class), rules, validators));
        exchange.setProperty(UNDER_WAY, true);
    }

    private void checkAddress(Exchange exchange) {
        var visit = visit(exchange);
        visit.checkAddress();
        guard.check(visit.at(), visit.rules(), visit.isElsewhere());
    }

    private void checkRobots(Exchange exchange) {
        var visit = visit(exchange);
        guard(exchange);
        if (visit.rules().api()) {
            return;
        }
        visit.checkRobots(waiting(visit, () -> robots.of(visit.at(), visit.rules())));
    }

    private void awaitTurn(Exchange exchange) {
        var visit = visit(exchange);
        exchange.setProperty(TURN, waiting(visit, () -> pacer.await(visit.at(), visit.delay())));
        // After the wait, which may have been long.
        guard(exchange);
        AnswerHeaders.clear(exchange.getMessage());
        exchange.getMessage().setHeader(Exchange.HTTP_URI, visit.at().toString());
        exchange.getMessage().setHeader(Visits.HEADER, visits.add(visit));
        exchange.setProperty(ASKED, time.nanoTime());
    }

    private static void guard(Exchange exchange) {
        var guard = exchange.getProperty(GUARD, Runnable.class);
        if (guard != null) {
            guard.run();
        }
    }

    private static <T> T waiting(Visit visit, Wait<T> wait) {
        try {
            return wait.forIt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cure = "Millrace is stopping, the page is fetched on the next run";
            throw new FetchException(Kind.CONNECTION, visit.at().toString(), "interrupted while waiting", cure, e);
        }
    }

    private void readAnswer(Exchange exchange) {
        var visit = visit(exchange);
        var message = exchange.getMessage();
        var took = Duration.ofNanos(time.nanoTime() - exchange.getProperty(ASKED, Long.class));
        var body = message.getBody(byte[].class);
        var answer = new Answer(
                visit.at(),
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                AnswerHeaders.of(message),
                body == null ? new byte[0] : body);
        exchange.getProperty(TURN, HostPacer.Turn.class).heed(answer, took);
        if (Bounds.isPacked(answer.contentType()) && !SITEMAP.equals(exchange.getProperty(Carried.KIND))) {
            var cure = "only sitemaps are read out of archives, remove the page from its source";
            var found = "content of type " + answer.contentType();
            throw new FetchException(Kind.CONTENT_TYPE, visit.at().toString(), found, cure);
        }
        visit.read(answer, time.now(), took);
        exchange.setProperty(UNDER_WAY, visit.page() == null);
    }

    private void endTurn(Exchange exchange) {
        if (exchange.getMessage().getHeader(Visits.HEADER) instanceof String number) {
            visits.take(number);
        }
        AnswerHeaders.clear(exchange.getMessage());
        // The page's charset is the page's alone: what the caller converts afterwards must not be read by it.
        exchange.removeProperty(Exchange.CHARSET_NAME);
        if (exchange.removeProperty(TURN) instanceof HostPacer.Turn turn) {
            try (turn) {
                if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof FetchException failure) {
                    turn.heed(failure);
                }
            }
        }
    }

    private void endVisit(Exchange exchange) {
        exchange.getMessage().setBody(visit(exchange).page());
        exchange.setProperty(KEPT_DELAY, visit(exchange).delay());
        exchange.removeProperties("Millrace(Visit|Asked|UnderWay)");
    }

    private static Visit visit(Exchange exchange) {
        return exchange.getProperty(VISIT, Visit.class);
    }

    /** Something that waits for its turn. */
    private interface Wait<T> {
        T forIt() throws InterruptedException;
    }
}
