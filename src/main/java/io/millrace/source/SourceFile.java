package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.Scalar;
import io.millrace.config.YamlMap;
import io.millrace.dataset.OfferField;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Reads one source file. */
final class SourceFile {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private final Path file;
    private final Faults faults;
    private final YamlMap root;

    SourceFile(Path file, YamlMap root, Faults faults) {
        this.file = file;
        this.faults = faults;
        this.root = root;
    }

    /** The source; what has a fault is as if it were not there. */
    Source read() {
        root.only("source", "every", "cron", "pages", "select", "hints", "fetch");
        var name = root.required("source", "the source's name, such as acme")
                .flatMap(value -> value.text(NAME, "a name of lower-case letters, digits, hyphens and underscores"));
        var cron = cron();
        var every = root.scalar("every").flatMap(value -> value.duration(SHORTEST, LONGEST));
        var hints = section("hints", "currency", "language");
        var fetch = section("fetch", "delay", "allow-private");
        return new Source(
                name.orElse(""),
                cron.isPresent() ? null : every.orElse(EVERY),
                cron.orElse(null),
                pages(),
                select(),
                hints.flatMap(map -> map.scalar("currency"))
                        .flatMap(Hints::currency)
                        .orElse(null),
                hints.flatMap(map -> map.scalar("language"))
                        .flatMap(Hints::language)
                        .orElse(null),
                fetch.flatMap(map -> map.scalar("delay"))
                        .flatMap(value -> value.duration(Duration.ZERO, LONGEST_DELAY))
                        .orElse(DELAY),
                fetch.flatMap(map -> map.scalar("allow-private"))
                        .flatMap(Scalar::bool)
                        .orElse(false),
                place().toString());
    }

    /** Where it says its name. */
    Place place() {
        return root.place("source");
    }

    private Optional<YamlMap> section(String key, String... known) {
        var section = root.map(key, "a map with the keys " + String.join(", ", known));
        section.ifPresent(map -> map.only(known));
        return section;
    }

    private Optional<String> cron() {
        if (root.keys().contains("every") && root.keys().contains("cron")) {
            faults.add(root.place("cron"), "every is there too, and a source has one of them: remove one");
        }
        return root.scalar("cron").flatMap(value -> {
            try {
                return Optional.of(new CronExpression(value.raw().strip()).getCronExpression());
            } catch (ParseException e) {
                return value.unexpected(
                        "Quartz's syntax, seconds first, such as \"0 0/5 * * * ?\" for every five minutes: "
                                + e.getMessage());
            }
        });
    }

    private List<PageRef> pages() {
        var expected = "a list such as [https://acme.example/p/1, {file: urls.csv}]";
        var before = faults.count();
        var pages = new PageList(faults);
        root.require("pages", expected);
        root.list("pages", expected)
                .ifPresent(list -> list.items().forEach(item -> {
                    if (item instanceof Scalar url) {
                        pages.add(url, Map.of());
                    } else if (item instanceof YamlMap map) {
                        map.only("file");
                        map.required("file", "a CSV file's name").ifPresent(csv -> csv(csv, pages));
                    } else {
                        faults.add(
                                item.place(),
                                "found " + item.description() + ", expected an address or {file: urls.csv}");
                    }
                }));
        if (pages.pages().isEmpty() && faults.count() == before) {
            faults.add(root.place("pages"), "is empty, expected " + expected);
        }
        return pages.pages();
    }

    private void csv(Scalar name, PageList pages) {
        name.text().ifPresent(text -> {
            try {
                PageCsv.read(file.resolveSibling(text), pages, faults);
            } catch (InvalidPathException e) {
                name.unexpected("a file's name: " + e.getReason());
            }
        });
    }

    private Map<String, String> select() {
        var select = new LinkedHashMap<String, String>();
        section("select", OfferField.keys().toArray(String[]::new))
                .ifPresent(map -> OfferField.keys()
                        .forEach(field -> map.scalar(field)
                                .flatMap(Selector::checked)
                                .ifPresent(selector -> select.put(field, selector))));
        return select;
    }
}
