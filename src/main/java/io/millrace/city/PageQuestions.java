package io.millrace.city;

import io.millrace.dataset.Json;
import io.millrace.signal.CityPage;
import io.millrace.signal.CityReading;
import io.millrace.signal.MediaWiki;
import io.millrace.signal.SignalReading;
import io.millrace.signal.SignalReading.Outcome;
import io.millrace.signal.SignalRow;
import io.millrace.signal.Wikidata;
import io.millrace.source.City;
import io.millrace.source.Provider;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What a city's article says and what Wikidata says of the same; an article that has not changed is not read again.
 *
 * @param zone the city's, null while it is not known: articles do not say it
 */
record PageQuestions(City city, Provider pages, Provider wikidata, ZoneId zone) {
    private static final String REVISION = "revision";
    private static final String ITEM = "wikidata";
    private static final String READING = "reading";
    private static final String CITIES = "cities";
    private static final String UNKNOWN = "unknown";
    private static final int TOO_MANY = 429;
    private static final int FIRST_REFUSAL = 400;

    /** The article, or whether it has changed, where that is due. */
    List<Question> article(CallMemory memory, String source, BiPredicate<CallRecord, Provider> isDue) {
        var due = new ArrayList<Question>();
        var article = memory.before(source, new Article().address());
        var newest = MediaWiki.revision(city.page()).map(Newest::new);
        if (newest.isEmpty() || article.known().get(REVISION) == null) {
            if (isDue.test(article, pages)) {
                due.add(new Article());
            }
        } else {
            var looked = memory.before(source, newest.get().address());
            if (looked.askedAt().isAfter(article.askedAt())
                    && !article.known().get(REVISION).equals(looked.known().get(REVISION))) {
                due.add(new Article());
            } else if (isDue.test(article, pages) && isDue.test(looked, pages)) {
                due.add(newest.get());
            }
        }
        return due;
    }

    /** Wikidata's word on what the article says, where that is due. */
    List<Question> check(CallMemory memory, String source, BiPredicate<CallRecord, Provider> isDue) {
        var article = memory.before(source, new Article().address());
        if (wikidata == null || article.known().get(ITEM) == null) {
            return List.of();
        }
        var item = new Item(article);
        var before = memory.before(source, item.address());
        return isDue.test(before, wikidata) || before.askedAt().isBefore(article.askedAt()) ? List.of(item) : List.of();
    }

    /** The row of {@code cities} by the article that was read last, with a time zone; none where none was read. */
    List<SignalRow> row(CallMemory memory, String source, ZoneId known) {
        var reading = memory.before(source, new Article().address()).known().get(READING);
        return reading == null
                ? List.of()
                : rows(Json.MAPPER.convertValue(reading, CityReading.class), null, known).stream()
                        .filter(row -> row.dataset().equals(CITIES))
                        .toList();
    }

    private List<SignalRow> rows(CityReading reading, Wikidata.Facts facts, ZoneId known) {
        var rows = new ArrayList<SignalRow>();
        for (var row : reading.rows(city.name(), facts)) {
            rows.add(row.dataset().equals(CITIES) && known != null ? with(row, known) : row);
        }
        return rows;
    }

    private static SignalRow with(SignalRow row, ZoneId zone) {
        var payload = new LinkedHashMap<>(row.payload());
        payload.put(Whereabouts.ZONE, zone.getId());
        if (payload.get(UNKNOWN) instanceof Map<?, ?> reasons) {
            var left = new LinkedHashMap<>(reasons);
            left.remove(Whereabouts.ZONE);
            payload.put(UNKNOWN, left);
        }
        return new SignalRow(row.dataset(), row.key(), payload);
    }

    /** Where the city is, by {@link Whereabouts}' names. */
    Map<String, Object> known(CallMemory memory, String source) {
        return memory.before(source, new Article().address()).known();
    }

    private static Found refused(int status, String who) {
        return new Found(SignalReading.without(
                status == TOO_MANY ? Outcome.WAIT : Outcome.REFUSED, who + " answered " + status));
    }

    /** What the article says. */
    private final class Article implements Question {
        @Override
        public String id() {
            return "page " + city.name();
        }

        @Override
        public Provider provider() {
            return pages;
        }

        @Override
        public String address() {
            return MediaWiki.article(city.page()).orElse(city.page());
        }

        @Override
        public boolean isApi() {
            return MediaWiki.article(city.page()).isPresent();
        }

        @Override
        public Found read(Answered answered) {
            if (answered.status() >= FIRST_REFUSAL) {
                return refused(answered.status(), "the wiki");
            }
            var reading = CityPage.read(answered.body(), answered.contentType(), city.page());
            if (reading.status() != CityReading.Status.ok) {
                return new Found(SignalReading.without(
                        Outcome.REFUSED,
                        reading.status() + ": " + reading.reason() + "; correct its page in " + city.place()));
            }
            var known = new HashMap<String, Object>();
            known.put(Whereabouts.LATITUDE, reading.latitude());
            known.put(Whereabouts.LONGITUDE, reading.longitude());
            known.put(Whereabouts.ZONE, reading.timeZone());
            known.put(Whereabouts.COUNTRY, reading.country());
            known.put(Whereabouts.REGION, reading.regionCode());
            known.put(REVISION, reading.revision());
            known.put(ITEM, reading.wikidata());
            known.put(READING, Json.MAPPER.convertValue(reading, Map.class));
            known.values().removeIf(value -> value == null);
            return new Found(SignalReading.of(rows(reading, null, zone)), known);
        }
    }

    /** Which revision of it is the newest. */
    private final class Newest implements Question {
        private final String address;

        Newest(String address) {
            this.address = address;
        }

        @Override
        public String id() {
            return "revision " + city.name();
        }

        @Override
        public Provider provider() {
            return pages;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public Found read(Answered answered) {
            if (answered.status() >= FIRST_REFUSAL) {
                return refused(answered.status(), "the wiki");
            }
            return MediaWiki.readRevision(answered.body())
                    .map(revision -> new Found(SignalReading.of(List.of()), Map.of(REVISION, revision)))
                    .orElseGet(() -> new Found(
                            SignalReading.without(Outcome.REFUSED, "the wiki names no revision of " + city.page())));
        }
    }

    /** What Wikidata says of it. */
    private final class Item implements Question {
        private final CallRecord article;

        Item(CallRecord article) {
            this.article = article;
        }

        @Override
        public String id() {
            return "wikidata " + city.name();
        }

        @Override
        public Provider provider() {
            return wikidata;
        }

        @Override
        public String address() {
            return Wikidata.address(wikidata.at(), (String) article.known().get(ITEM));
        }

        @Override
        public Found read(Answered answered) {
            if (answered.status() >= FIRST_REFUSAL) {
                return refused(answered.status(), "Wikidata");
            }
            var facts = facts(answered.body());
            if (facts.isEmpty()) {
                return new Found(SignalReading.without(
                        Outcome.REFUSED,
                        "Wikidata has no item " + article.known().get(ITEM)));
            }
            var reading = Json.MAPPER.convertValue(article.known().get(READING), CityReading.class);
            return new Found(SignalReading.of(rows(reading, facts.get(), zone).stream()
                    .filter(Item::isOfWikidata)
                    .toList()));
        }

        /** What the page says itself is published with the page. */
        private static boolean isOfWikidata(SignalRow row) {
            return row.dataset().equals(CITIES)
                    || "wikidata.org".equals(row.payload().get("origin"));
        }

        private static Optional<Wikidata.Facts> facts(byte[] json) {
            try {
                return Wikidata.read(json);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
