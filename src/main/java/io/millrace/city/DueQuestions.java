package io.millrace.city;

import io.millrace.signal.ArrivalWindows;
import io.millrace.signal.OpenMeteo;
import io.millrace.signal.WindowPlan;
import io.millrace.source.City;
import io.millrace.source.Provider;
import io.millrace.source.Signals;
import io.millrace.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What is to be asked about a source's cities now: what was never answered, or longer ago than it counts as new. */
final class DueQuestions {
    /** A question that was refused is asked again so much later at the latest: somebody may have mended something. */
    private static final Duration REFUSED_FOR = Duration.ofHours(6);

    private static final Duration ZONES_EVERY = Duration.ofDays(90);

    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    /** Addresses that were asked in an earlier round, with whatever success. */
    private final Set<String> inVain = ConcurrentHashMap.newKeySet();

    private final CallMemory memory;
    private final Providers providers;
    private final Clock clock;

    DueQuestions(CallMemory memory, Providers providers, Clock clock) {
        this.memory = memory;
        this.providers = providers;
        this.clock = clock;
    }

    /** A round begins. */
    void begin() {
        inVain.addAll(tried);
        tried.clear();
    }

    /** It is about to be asked. */
    void asked(Question question) {
        tried.add(question.address());
    }

    List<Question> of(Source source) {
        var due = new ArrayList<Question>();
        var airports = new LinkedHashMap<String, ZoneId>();
        for (var city : source.signals().cities()) {
            about(source, city, due, airports);
        }
        if (source.signals().flights() != null && !airports.isEmpty()) {
            due.addAll(arrivals(source, airports));
        }
        due.removeIf(question -> providers.rests(question.provider()));
        return due;
    }

    private void about(Source source, City city, List<Question> due, Map<String, ZoneId> airports) {
        var signals = source.signals();
        var known = new LinkedHashMap<String, Object>();
        var hasPage = city.page() != null && signals.pages() != null;
        var unzoned = new PageQuestions(city, signals.pages(), signals.wikidata(), null);
        if (hasPage) {
            known.putAll(unzoned.known(memory, source.name()));
        }
        var isZoneOpen = zone(source, city, known, hasPage ? unzoned : null, due);
        var place = Whereabouts.of(city, known);
        if (hasPage) {
            var pages = new PageQuestions(city, signals.pages(), signals.wikidata(), place.zone());
            due.addAll(pages.article(memory, source.name(), this::isDue));
            if (!isZoneOpen) {
                due.addAll(pages.check(memory, source.name(), this::isDue));
            }
        }
        if (!place.isLocated()) {
            return;
        }
        // The calendar comes with the weather, and needs the time zone first.
        var weather = isZoneOpen ? List.<Provider>of() : signals.weather();
        for (var provider : weather) {
            add(source, new WeatherQuestion(city, place, provider, signals.calendarDays()), due);
        }
        if (signals.relief() != null) {
            add(source, new ReliefQuestion(city, place, signals.relief(), signals.grid()), due);
        }
        if (signals.flights() != null) {
            var asked = new AirportQuestions(city, place, signals.flights(), signals.nearby());
            asked.all(memory, source.name()).forEach(question -> add(source, question, due));
            airports.putAll(asked.known(memory, source.name()));
        }
    }

    /** Finds out about the city's clock; says whether that is to be waited for. */
    private boolean zone(Source source, City city, Map<String, Object> known, PageQuestions pages, List<Question> due) {
        var place = Whereabouts.of(city, known);
        var provider = zoneProvider(source.signals());
        if (!place.isLocated() || place.zone() != null || provider == null) {
            return false;
        }
        var asked = new ZoneQuestion(
                city, place, provider, zone -> pages == null ? List.of() : pages.row(memory, source.name(), zone));
        var answer = memory.before(source.name(), asked.address());
        known.putAll(answer.known());
        add(source, asked, due);
        return !answer.isAnswered() && !inVain.contains(asked.address()) && !providers.rests(provider);
    }

    /** By a plan that makes the quota last; a half day that is over is not asked for any more. */
    private List<Question> arrivals(Source source, Map<String, ZoneId> airports) {
        var provider = source.signals().flights();
        var now = clock.instant();
        var answered = new HashMap<String, Instant>();
        for (var airport : airports.entrySet()) {
            ArrivalWindows.covering(airport.getKey(), airport.getValue(), now, now.plus(WindowPlan.USUAL.ahead()))
                    .forEach(window -> {
                        var before = memory.find(source.name(), new ArrivalsQuestion(window, provider).address());
                        if (before != null) {
                            answered.put(window.id(), before.askedAt());
                        }
                    });
        }
        return new WindowPlan(WindowPlan.USUAL.ahead(), provider.every())
                .next(now, providers.budget(provider), airports, answered).stream()
                        .<Question>map(window -> new ArrivalsQuestion(window, provider))
                        .toList();
    }

    /** Whoever of the source's providers knows time zones. */
    private static Provider zoneProvider(Signals signals) {
        return Stream.concat(Stream.ofNullable(signals.relief()), signals.weather().stream())
                .filter(provider -> provider.name().equals(OpenMeteo.PROVIDER))
                .findFirst()
                .map(provider -> provider.every(ZONES_EVERY))
                .orElse(null);
    }

    private void add(Source source, Question question, List<Question> due) {
        if (isDue(memory.before(source.name(), question.address()), question.provider())) {
            due.add(question);
        }
    }

    private boolean isDue(CallRecord before, Provider provider) {
        var every = before.isRefused() && provider.every().compareTo(REFUSED_FOR) > 0 ? REFUSED_FOR : provider.every();
        return !before.askedAt().plus(every).isAfter(clock.instant());
    }
}
