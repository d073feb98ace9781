package io.millrace.source;

import io.millrace.dataset.Carried;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that find pages in listings and sitemaps. Safe for many threads. */
public final class PageFinder {
    private static final Logger LOG = LoggerFactory.getLogger(PageFinder.class);

    private final ListMemory memory;
    private final ListWatch watch;
    /** Source to those of its lists that could not be read last. */
    private final Map<String, Set<String>> broken = new ConcurrentHashMap<>();
    /** Lists whose limit was told of. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public PageFinder(ListMemory memory, ListWatch watch) {
        this.memory = memory;
        this.watch = watch;
    }

    /**
     * Reads the list in the body, the bytes of the answer; the body becomes what is to be asked for now, address to
     * {@link PageRef}.
     *
     * @throws UnreadableListException if no page can be found in it
     */
    public void find(Exchange exchange) {
        var lead = exchange.getProperty(Carried.LEAD, Lead.class);
        var found = ListReader.read(
                lead.list(),
                lead.depth(),
                exchange.getMessage().getBody(byte[].class),
                exchange.getProperty(Carried.CONTENT_TYPE, "", String.class),
                exchange.getProperty(Carried.FINAL_URL, String.class));
        var source = exchange.getProperty(Carried.SOURCE, String.class);
        if (lead.depth() > 0 && found.pages().isEmpty() && found.lists().isEmpty() && isShorter(source, lead.hunt())) {
            throw new UnreadableListException(PageUrl.masked(exchange.getProperty(Carried.FINAL_URL, "", String.class))
                    + ": a further part of the list shows no page, and there were more: it may be a captcha, look at it in"
                    + " a browser (" + lead.list().place() + ")");
        }
        exchange.getMessage().setBody(lead.hunt().take(found, lead.depth()));
        end(source, lead.hunt());
    }

    private boolean isShorter(String source, Hunt hunt) {
        return memory.found(source, hunt.list().url()).size() > hunt.found().size();
    }

    /** After a list could not be read: the body becomes what was found in it last and is not asked for yet. */
    public void recallFound(Exchange exchange) {
        var hunt = exchange.getProperty(Carried.LEAD, Lead.class).hunt();
        var source = exchange.getProperty(Carried.SOURCE, String.class);
        var instead = hunt.instead(memory.found(source, hunt.list().url()));
        var reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        broken.computeIfAbsent(source, name -> ConcurrentHashMap.newKeySet())
                .add(hunt.list().url());
        watch.fails(
                source,
                new IllegalStateException(
                        (reason == null ? PageUrl.masked(hunt.list().url()) + " was not read" : reason.getMessage())
                                + "; "
                                + (instead.isEmpty()
                                        ? "no pages are known from before"
                                        : "pages found earlier are looked at instead: " + instead.size()),
                        reason));
        exchange.getMessage().setBody(instead);
        end(source, hunt);
    }

    /** Forgets the failures of a source that is declared no more, or anew. */
    public void forget(String source) {
        if (broken.remove(source) != null) {
            watch.works(source);
        }
    }

    private void end(String source, Hunt hunt) {
        if (!hunt.isThrough()) {
            return;
        }
        var list = hunt.list().url();
        if (!hunt.isBroken() || memory.found(source, list).isEmpty()) {
            memory.keep(source, list, hunt.found());
        }
        if (!hunt.isBroken()) {
            var failing = broken.get(source);
            if (failing != null && failing.remove(list) && failing.isEmpty()) {
                watch.works(source);
            }
        }
        if (hunt.hasMore() && told.add(source + " " + list)) {
            LOG.warn(
                    "source={} list={} has more than limit={} pages, the others are left out: raise limit in {}",
                    source,
                    PageUrl.masked(list),
                    hunt.list().limit(),
                    hunt.list().place());
        }
    }
}
