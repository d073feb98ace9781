package io.millrace.source;

import io.millrace.dataset.Carried;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/** The declared sources on their routes: what a round looks at, and what further steps need to know of each page. */
public final class Sites {
    private final Map<String, Source> sources = new ConcurrentHashMap<>();

    public Sites(Collection<Source> sources) {
        sources.forEach(this::declare);
    }

    /** Takes up a source, or its changed declaration; pages under way go on by the one that they began with. */
    public void declare(Source source) {
        sources.put(source.name(), source);
    }

    /** The pages of a round, by their addresses, in the order of their declaration. */
    public Map<String, PageRef> pages(String source) {
        var pages = new LinkedHashMap<String, PageRef>();
        declared(source).pages().forEach(page -> pages.put(page.url(), page));
        return pages;
    }

    /** Sets what is declared of the page in the body as properties of the exchange, whose source is one already. */
    public void describe(Exchange exchange) {
        var page = exchange.getMessage().getBody(PageRef.class);
        var source = declared(exchange.getProperty(Carried.SOURCE, String.class));
        exchange.getMessage().setHeader(Carried.URL, page.url());
        exchange.setProperty(Carried.URL, page.url());
        exchange.setProperty(Carried.LABELS, page.labels());
        exchange.setProperty(Carried.SELECT, source.select());
        exchange.setProperty(Carried.CURRENCY, source.currency());
        exchange.setProperty(Carried.LANGUAGE, source.language());
        exchange.setProperty(Carried.DELAY, source.delay());
        exchange.setProperty(Carried.MAY_BE_PRIVATE, source.allowPrivate());
    }

    private Source declared(String name) {
        var source = sources.get(name);
        if (source == null) {
            throw new IllegalStateException("source " + name + " is not declared any more");
        }
        return source;
    }
}
