package io.millrace.cli;

import io.millrace.source.Source;
import java.util.List;

/** How much sources declare, in words: {@code 3 pages and 2 cities}. */
final class SourceSize {
    private SourceSize() {}

    /** {@code 3 pages}, {@code 3 pages and those of 2 lists}. */
    static String of(List<Source> sources) {
        var cities = sources.stream()
                .filter(source -> source.signals() != null)
                .mapToLong(Source::size)
                .sum();
        var sites = sources.stream().filter(source -> source.signals() == null).toList();
        if (cities == 0) {
            return pages(sites);
        }
        return (sites.isEmpty() ? "" : pages(sites) + " and ") + Counted.of(cities, "city", "cities");
    }

    private static String pages(List<Source> sources) {
        var pages = sources.stream().mapToLong(source -> source.pages().size()).sum();
        var lists = sources.stream().mapToLong(source -> source.lists().size()).sum();
        if (lists == 0) {
            return Counted.of(pages, "page");
        }
        return (pages == 0 ? "the pages" : Counted.of(pages, "page") + " and those") + " of "
                + Counted.of(lists, "list");
    }
}
