package io.millrace.source;

import io.millrace.dataset.OfferField;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One declared source: pages, how often they are looked at, and how.
 *
 * @param name unique, {@code [a-z0-9][a-z0-9_-]*}
 * @param every pause between two rounds; null where {@code cron} says when
 * @param cron when a round starts, in Quartz's syntax with seconds first; null where {@code every} does
 * @param pages at least one, each address once
 * @param select a CSS selector by field ({@link OfferField}), as written: {@code meta[itemprop=price]@content} takes an
 *     attribute
 * @param currency ISO 4217 code of prices that name none; null if not declared
 * @param language BCP 47 tag of pages that name none; null if not declared
 * @param delay least pause between two requests to a host
 * @param allowPrivate whether its pages may be on this machine or in a private network
 * @param place where it is declared, {@code file:line}
 */
public record Source(
        String name,
        Duration every,
        String cron,
        List<PageRef> pages,
        Map<String, String> select,
        String currency,
        String language,
        Duration delay,
        boolean allowPrivate,
        String place) {
    public Source {
        pages = List.copyOf(pages);
        select = Collections.unmodifiableMap(new LinkedHashMap<>(select));
    }
}
