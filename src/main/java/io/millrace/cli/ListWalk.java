package io.millrace.cli;

import io.millrace.fetch.FetchException;
import io.millrace.fetch.PageFetcher;
import io.millrace.source.Hunt;
import io.millrace.source.ListReader;
import io.millrace.source.PageList;
import io.millrace.source.PageRef;
import io.millrace.source.Source;
import io.millrace.source.UnreadableListException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a listing or a sitemap as a round would. */
record ListWalk(PageFetcher fetcher, SiteRules rules, Source source) {
    /**
     * What it gave.
     *
     * @param parts that were read: pages of the listing, sitemaps of the index
     * @param unread whether there were more parts than were to be read
     * @param fault why a part could not be read; null where all could
     */
    record Walked(List<PageRef> pages, int parts, boolean unread, boolean beyondLimit, String fault) {}

    /**
     * Walks through its parts.
     *
     * @param once addresses of pages that the round has already; those that are found are added
     * @param most parts to be read
     */
    Walked walk(PageList list, Set<String> once, int most) {
        var hunt = new Hunt(list, once, page -> 0);
        var pages = new ArrayList<PageRef>();
        var open = new ArrayDeque<>(List.of(hunt.start()));
        var parts = 0;
        String fault = null;
        while (!open.isEmpty() && parts < most) {
            var part = open.poll();
            parts++;
            try {
                for (var next : read(part, hunt).values()) {
                    (next.lead() == null ? pages : open).add(next);
                }
            } catch (FetchException | UnreadableListException e) {
                fault = e.getMessage();
            }
        }
        return new Walked(pages, parts, !open.isEmpty(), hunt.hasMore(), fault);
    }

    private Map<String, PageRef> read(PageRef part, Hunt hunt) {
        var answer = fetcher.fetch(part.url(), part.kind(), rules.of(source, part.url()));
        var depth = part.lead().depth();
        var found = ListReader.read(hunt.list(), depth, answer.body(), answer.contentType(), answer.finalUrl());
        return hunt.take(found, depth);
    }
}
