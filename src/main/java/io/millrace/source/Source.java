package io.millrace.source;

import io.millrace.dataset.OfferField;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One declared source: pages, how often they are looked at, and how.
 *
 * @param name unique, {@code [a-z0-9][a-z0-9_-]*}
 * @param every pause between two rounds; null where {@code cron} says when
 * @param cron when a round starts, in Quartz's syntax with seconds first; null where {@code every} does
 * @param jitter a round waits for a random part of it
 * @param pages each address once; may be empty where there are lists
 * @param lists listings and sitemaps that further pages are found in, each address once
 * @param select a CSS selector by field ({@link OfferField}), as written: {@code meta[itemprop=price]@content} takes an
 *     attribute
 * @param currency ISO 4217 code of prices that name none; null if not declared
 * @param language BCP 47 tag of pages that name none; null if not declared
 * @param signals what is asked about cities; null for a source of pages
 * @param place where it is declared, {@code file:line}
 */
public record Source(
        String name,
        Duration every,
        String cron,
        Duration jitter,
        List<PageRef> pages,
        List<PageList> lists,
        Map<String, String> select,
        String currency,
        String language,
        SiteAccess access,
        Signals signals,
        String place) {
    public Source {
        pages = List.copyOf(pages);
        lists = List.copyOf(lists);
        select = Collections.unmodifiableMap(new LinkedHashMap<>(select));
    }

    /** One of pages. */
    public Source(
            String name,
            Duration every,
            String cron,
            Duration jitter,
            List<PageRef> pages,
            List<PageList> lists,
            Map<String, String> select,
            String currency,
            String language,
            SiteAccess access,
            String place) {
        this(name, every, cron, jitter, pages, lists, select, currency, language, access, null, place);
    }

    /** The same with other signals. */
    public Source with(Signals asked) {
        return new Source(name, every, cron, jitter, pages, lists, select, currency, language, access, asked, place);
    }

    /** How many addresses, or cities, a round begins with. */
    public int size() {
        return signals == null ? pages.size() + lists.size() : signals.cities().size();
    }

    /** Whether its rounds begin when the other's do. */
    public boolean beginsLike(Source other) {
        return Objects.equals(every, other.every) && Objects.equals(cron, other.cron) && jitter.equals(other.jitter);
    }
}
