package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Scalar;
import io.millrace.config.YamlList;
import io.millrace.config.YamlMap;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the key {@code pages} of a source file. */
final class PagesFile {
    private static final String EXPECTED = "a list such as [https://acme.example/p/1, {file: urls.csv}]";
    private static final List<String> LISTING = List.of("listing", "links", "next", "match", "limit");
    private static final List<String> SITEMAP = List.of("sitemap", "match", "limit", "changed-since-read");
    private static final List<String> KINDS = List.of("file", "listing", "sitemap");
    private static final int MOST = 1_000_000;

    private final Path file;
    private final Faults faults;
    private final PageEntries entries;
    private final List<Path> beside = new ArrayList<>();

    PagesFile(Path file, Faults faults) {
        this.file = file;
        this.faults = faults;
        this.entries = new PageEntries(faults);
    }

    void read(YamlMap root) {
        var before = faults.count();
        root.require("pages", EXPECTED);
        root.list("pages", EXPECTED)
                .ifPresent(list -> list.items().forEach(item -> {
                    if (item instanceof Scalar url) {
                        entries.add(url, Map.of());
                    } else if (item instanceof YamlMap map) {
                        entry(map);
                    } else {
                        faults.add(
                                item.place(),
                                "found " + item.description() + ", expected an address or {file: urls.csv}");
                    }
                }));
        if (entries.pages().isEmpty() && entries.lists().isEmpty() && faults.count() == before) {
            faults.add(root.place("pages"), "is empty, expected " + EXPECTED);
        }
    }

    /** What was read; empty before. */
    PageEntries found() {
        return entries;
    }

    /** The files that are named. */
    List<Path> beside() {
        return List.copyOf(beside);
    }

    private void entry(YamlMap map) {
        if (map.keys().contains("listing")) {
            listing(map);
        } else if (map.keys().contains("sitemap")) {
            sitemap(map);
        } else {
            var before = faults.count();
            map.only(map.keys().contains("file") ? List.of("file") : KINDS);
            if (faults.count() == before) {
                map.required("file", "a CSV file's name").ifPresent(this::csv);
            }
        }
    }

    private void csv(Scalar name) {
        name.text().ifPresent(text -> {
            try {
                var csv = file.resolveSibling(text);
                beside.add(csv);
                PageCsv.read(csv, entries, faults);
            } catch (InvalidPathException e) {
                name.unexpected("a file's name: " + e.getReason());
            }
        });
    }

    private void listing(YamlMap map) {
        map.only(LISTING);
        var match = match(map);
        var links = map.scalar("links").flatMap(Selector::css);
        if (!map.keys().contains("links") && match.isEmpty()) {
            map.require("links", "a CSS selector of the links to pages, such as a.product, or match instead");
        }
        var next = map.scalar("next").flatMap(Selector::css);
        var limit = limit(map);
        map.scalar("listing")
                .flatMap(entries::address)
                .ifPresent(url -> entries.add(new Listing(
                        url,
                        links.orElse("a[href]"),
                        next.orElse(null),
                        match,
                        limit,
                        map.place("listing").toString())));
    }

    private void sitemap(YamlMap map) {
        map.only(SITEMAP);
        var match = match(map);
        var changed = map.scalar("changed-since-read").flatMap(Scalar::bool).orElse(false);
        var limit = limit(map);
        map.scalar("sitemap")
                .flatMap(entries::address)
                .ifPresent(url -> entries.add(new Sitemap(
                        url, match, limit, changed, map.place("sitemap").toString())));
    }

    private static int limit(YamlMap map) {
        return map.scalar("limit").flatMap(value -> value.integer(1, MOST)).orElse(PageList.LIMIT);
    }

    private PagePatterns match(YamlMap map) {
        var expected = "a pattern such as /p/* or \"regex:/p/[0-9]+\", or a list of them";
        var value = map.any("match");
        if (value.isEmpty()) {
            return PagePatterns.ALL;
        }
        List<Scalar> patterns = List.of();
        if (value.get() instanceof Scalar one) {
            patterns = List.of(one);
        } else if (value.get() instanceof YamlList list) {
            patterns = list.scalars(expected);
            if (list.items().isEmpty()) {
                faults.add(list.place(), "is empty, expected " + expected);
            }
        } else {
            faults.add(value.get().place(), "found " + value.get().description() + ", expected " + expected);
        }
        return PagePatterns.of(patterns.stream()
                .flatMap(one -> pattern(one, expected).stream())
                .toList());
    }

    private static Optional<String> pattern(Scalar value, String expected) {
        var text = value.raw().strip();
        try {
            PagePatterns.of(List.of(text));
            return Optional.of(text);
        } catch (IllegalArgumentException e) {
            return value.unexpected(expected + ": " + e.getMessage());
        }
    }
}
