package io.millrace.source;

import io.millrace.config.Secret;
import io.millrace.dataset.Carried;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The declared sources on their routes: what a round looks at, and what further steps need to know of each page. */
public final class Sites {
    private final Map<String, Source> sources = new ConcurrentSkipListMap<>();
    private final ListMemory memory;
    private final Function<Secret, String> secrets;
    private final Function<Source, Map<String, PageRef>> calls;

    /**
     * @param secrets what secrets are
     * @param calls what a round over a source of cities begins with
     */
    public Sites(
            Collection<Source> sources,
            ListMemory memory,
            Function<Secret, String> secrets,
            Function<Source, Map<String, PageRef>> calls) {
        this.memory = memory;
        this.secrets = secrets;
        this.calls = calls;
        sources.forEach(this::declare);
    }

    /** Takes up a source, or its changed declaration, by which also pages that wait already are asked for. */
    public void declare(Source source) {
        sources.put(source.name(), source);
    }

    /** Drops a source; none of its pages may wait or be under way any more. */
    public void drop(String source) {
        sources.remove(source);
    }

    /** Those that are declared now, by their names. */
    public List<Source> declared() {
        return List.copyOf(sources.values());
    }

    /** What a round begins with, by its addresses: pages in the order of their declaration, then lists. */
    public Map<String, PageRef> pages(String name) {
        var source = declared(name);
        if (source.signals() != null) {
            return calls.apply(source);
        }
        var pages = new LinkedHashMap<String, PageRef>();
        source.pages().forEach(page -> pages.put(page.url(), page));
        if (!source.lists().isEmpty()) {
            var once = Hunt.once(source);
            source.lists()
                    .forEach(list ->
                            pages.put(list.url(), new Hunt(list, once, page -> memory.lastRead(name, page)).start()));
        }
        return pages;
    }

    /** Sets what is declared of the page in the body as properties of the exchange, whose source is one already. */
    public void describe(Exchange exchange) {
        var page = exchange.getMessage().getBody(PageRef.class);
        var source = declared(exchange.getProperty(Carried.SOURCE, String.class));
        exchange.getMessage().setHeader(Carried.URL, page.url());
        exchange.setProperty(Carried.URL, page.url());
        exchange.setProperty(Carried.KIND, page.kind());
        exchange.setProperty(Carried.LEAD, page.lead());
        exchange.setProperty(Carried.LABELS, page.labels());
        if (page.errand() instanceof Call call) {
            // What is remembered, told and kept of it goes by its name: the address may be another one each time.
            exchange.setProperty(Carried.URL, named(page.url(), call));
            exchange.setProperty(Carried.CALL, call);
            // One instance asks all of a source's questions: what one answer makes due another instance would not know.
            exchange.setProperty(Carried.HOST, "signals-" + source.name());
            exchange.setProperty(Carried.API, call.api());
            describeAccess(source.access(), page, exchange);
            describeKey(call.provider(), exchange);
            return;
        }
        exchange.setProperty(Carried.SELECT, source.select());
        exchange.setProperty(Carried.CURRENCY, source.currency());
        exchange.setProperty(Carried.LANGUAGE, source.language());
        describeAccess(source.access(), page, exchange);
    }

    private static String named(String url, Call call) {
        var query = url.indexOf('?');
        return (query < 0 ? url : url.substring(0, query)) + "#" + call.id().replace(' ', '/');
    }

    /** A provider's key goes to the provider, and the source's own headers do not. */
    private void describeKey(Provider provider, Exchange exchange) {
        var key = provider.key() == null ? "" : provider.key().reveal(secrets);
        exchange.setProperty(
                Carried.HEADERS, provider.keyHeader() == null ? Map.of() : Map.of(provider.keyHeader(), key));
        exchange.setProperty(
                Carried.PARAMETERS, provider.keyParameter() == null ? Map.of() : Map.of(provider.keyParameter(), key));
    }

    private void describeAccess(SiteAccess access, PageRef page, Exchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        access.headers().forEach((name, value) -> headers.put(name, value.reveal(secrets)));
        exchange.setProperty(Carried.DELAY, access.delay());
        exchange.setProperty(Carried.MAY_BE_PRIVATE, access.mayBePrivate(page.url()));
        exchange.setProperty(Carried.PRIVATE_NAMES, access.privateNames().isEmpty() ? null : access.privateNames());
        exchange.setProperty(Carried.HEADERS, headers);
        exchange.setProperty(Carried.ACCESS, access.headers() + " " + access.proxy());
        exchange.setProperty(
                Carried.PROXY, access.proxy() == null ? null : access.proxy().reveal(secrets));
    }

    private Source declared(String name) {
        var source = sources.get(name);
        if (source == null) {
            throw new IllegalStateException("source " + name + " is not declared any more");
        }
        return source;
    }
}
