package io.millrace.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** What one list gives in one round. Safe for many threads. */
public final class Hunt {
    /** How many further parts of a list are read: pages of a listing, sitemaps of an index. */
    private static final int MOST_PARTS = 1_000;

    private final PageList list;
    private final Set<String> once;
    private final ToLongFunction<String> lastRead;
    private final Set<String> found = new LinkedHashSet<>();
    private int left;
    private int parts = 1;
    private int open = 1;
    private boolean broken;
    private boolean more;

    /**
     * Begins it at the list's own address.
     *
     * @param once what is asked for in this round already, shared by all hunts of the round
     * @param lastRead address to when the page was read last, milliseconds since 1970; 0 for never
     */
    public Hunt(PageList list, Set<String> once, ToLongFunction<String> lastRead) {
        this.list = list;
        this.once = once;
        this.lastRead = lastRead;
        this.left = list.limit();
    }

    /** What a round over the source asks for in any case, as hunts of one round share it. */
    public static Set<String> once(Source source) {
        var once = ConcurrentHashMap.<String>newKeySet();
        source.pages().forEach(page -> once.add(PageUrl.request(page.url())));
        source.lists().forEach(list -> once.add(PageUrl.request(list.url())));
        return once;
    }

    public PageList list() {
        return list;
    }

    /** Where it begins. */
    public PageRef start() {
        return new PageRef(list.url(), Map.of(), list.place(), new Lead(this, 0));
    }

    /** Takes what one part of the list gave; returns what is to be asked for now, by address. */
    public synchronized Map<String, PageRef> take(FoundPages read, int depth) {
        open--;
        var next = new LinkedHashMap<String, PageRef>();
        for (var page : read.pages()) {
            if (found.size() < list.limit()) {
                found.add(page.url());
            }
            if (!isUnchanged(page)) {
                add(page.url(), next);
            }
        }
        for (var part : read.lists()) {
            // A listing without any page is at its end, whatever it links to.
            var goesOn = left > 0
                    && parts < MOST_PARTS
                    && (list instanceof Sitemap || !read.pages().isEmpty());
            more |= !goesOn;
            if (goesOn && once.add(PageUrl.request(part))) {
                parts++;
                open++;
                next.put(part, new PageRef(part, Map.of(), list.place(), new Lead(this, depth + 1)));
            }
        }
        return next;
    }

    /** Says that a part cannot be read; returns those of the pages found last that are not asked for yet. */
    public synchronized Map<String, PageRef> instead(List<String> last) {
        open--;
        broken = true;
        var next = new LinkedHashMap<String, PageRef>();
        last.forEach(page -> add(page, next));
        return next;
    }

    private void add(String page, Map<String, PageRef> next) {
        if (once.contains(PageUrl.request(page))) {
            return;
        }
        if (left == 0) {
            more = true;
            return;
        }
        once.add(PageUrl.request(page));
        left--;
        next.put(page, new PageRef(page, Map.of(), list.place()));
    }

    private boolean isUnchanged(FoundPages.Page page) {
        return list instanceof Sitemap sitemap
                && sitemap.changedSinceRead()
                && page.changed().isPresent()
                && page.changed().get().toEpochMilli() < lastRead.applyAsLong(page.url());
    }

    /** Whether no further part is to be read. */
    public synchronized boolean isThrough() {
        return open == 0;
    }

    /** Whether a part could not be read. */
    public synchronized boolean isBroken() {
        return broken;
    }

    /** Whether the limit kept pages out. */
    public synchronized boolean hasMore() {
        return more;
    }

    /** The list's pages so far, at most as many as its limit, whether they are asked for or not. */
    public synchronized List<String> found() {
        return new ArrayList<>(found);
    }
}
