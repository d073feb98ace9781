package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.YamlMap;
import io.millrace.dataset.OfferField;
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
    /** Each provider is asked by its own time. */
    private static final Duration CITIES_EVERY = Duration.ofMinutes(15);

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_JITTER = Duration.ofDays(1);

    private final Path file;
    private final Faults faults;
    private final YamlMap root;
    private final Map<String, String> environment;
    private final PagesFile entries;

    /** @param environment where references to variables are looked up */
    SourceFile(Path file, YamlMap root, Map<String, String> environment, Faults faults) {
        this.file = file;
        this.faults = faults;
        this.root = root;
        this.environment = environment;
        this.entries = new PagesFile(file, faults);
    }

    /** The source; what has a fault is as if it were not there. */
    Source read() {
        var isOfCities = root.keys().contains("cities");
        root.only(
                isOfCities
                        ? List.of("source", "every", "cron", "jitter", "cities", "signals", "fetch")
                        : List.of("source", "every", "cron", "jitter", "pages", "cities", "select", "hints", "fetch"));
        var name = root.required("source", "the source's name, such as acme")
                .flatMap(value -> value.text(NAME, "a name of lower-case letters, digits, hyphens and underscores"));
        var cron = cron();
        var every = root.scalar("every").flatMap(value -> value.duration(SHORTEST, LONGEST));
        var hints = section("hints", "currency", "language");
        var fetch = section("fetch", AccessFile.KEYS);
        var access = new AccessFile(file.toAbsolutePath().getParent(), environment, faults);
        var usual = isOfCities ? CITIES_EVERY : EVERY;
        if (!isOfCities) {
            entries.read(root);
        }
        return new Source(
                name.orElse(""),
                cron.isPresent() ? null : every.orElse(usual),
                cron.orElse(null),
                jitter(every.orElse(cron.isPresent() ? LONGEST : usual)),
                entries.found().pages(),
                entries.found().lists(),
                select(),
                hints.flatMap(map -> map.scalar("currency"))
                        .flatMap(Hints::currency)
                        .orElse(null),
                hints.flatMap(map -> map.scalar("language"))
                        .flatMap(Hints::language)
                        .orElse(null),
                access.read(fetch),
                isOfCities ? new SignalsFile(access.folder(), environment, faults).read(root) : null,
                place().toString());
    }

    /** The files that it names, once it is read. */
    List<Path> beside() {
        return entries.beside();
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

    /** One that is longer than the period would have rounds left out. */
    private Duration jitter(Duration every) {
        return root.scalar("jitter")
                .flatMap(value ->
                        value.duration(Duration.ZERO, every.compareTo(LONGEST_JITTER) < 0 ? every : LONGEST_JITTER))
                .orElse(Duration.ZERO);
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
