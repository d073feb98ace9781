package io.millrace.run;

import io.millrace.dataset.Json;
import io.millrace.reconcile.Status;
import io.millrace.watch.WatchStore;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Tells of the sources of the running process, pauses and resumes them. */
public final class SourceDesk {
    /** What is asked for. */
    public enum Action {
        LIST,
        PAUSE,
        RESUME
    }

    /** @param source its name; null where all are listed */
    public record Request(Action action, String source) {}

    /**
     * @param error why nothing was done; null if it was
     * @param sources as they are now
     */
    public record Answer(String error, List<Status.Source> sources) {}

    private final CamelContext context;
    private final Supplier<List<Status.Source>> sources;
    private final WatchStore store;

    /** @param store null where this process looks at no sources */
    SourceDesk(CamelContext context, Supplier<List<Status.Source>> sources, WatchStore store) {
        this.context = context;
        this.sources = sources;
        this.store = store;
    }

    /** Answers the body, a {@link Request}, by an {@link Answer}. */
    public synchronized byte[] answer(Exchange exchange) throws Exception {
        var request = Json.read(exchange.getMessage().getBody(byte[].class), Request.class, "the request");
        return Json.bytes(answer(request));
    }

    private Answer answer(Request request) throws Exception {
        if (store == null) {
            return new Answer("the process on this data folder looks at no sources: it runs without fetch", List.of());
        }
        if (request.action() == Action.LIST) {
            return new Answer(null, sources.get());
        }
        var names = sources.get().stream().map(Status.Source::source).toList();
        if (!names.contains(request.source())) {
            return new Answer(unknown(request.source(), names), List.of());
        }
        var pause = request.action() == Action.PAUSE;
        // Noted first: what stops halfway is stopped by the next start.
        store.pause(request.source(), pause);
        if (pause) {
            context.getRouteController().stopRoute(route(request.source()));
        } else {
            context.getRouteController().startRoute(route(request.source()));
        }
        return new Answer(null, sources.get());
    }

    static String unknown(String source, Iterable<String> names) {
        return "no source is called " + source + "; there are " + String.join(", ", names);
    }

    /** Id of the route that begins the rounds of a source. */
    static String route(String source) {
        return "scrape-" + source;
    }
}
