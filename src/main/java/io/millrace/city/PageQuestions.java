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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What a city's article says and what Wikidata says of the same; an article that has not changed is not read again. */
record PageQuestions(City city, Provider pages, Provider wikidata) {
    private static final String REVISION = "revision";
    private static final String ITEM = "wikidata";
    private static final String READING = "reading";
    private static final int TOO_MANY = 429;
    private static final int FIRST_REFUSAL = 400;

    /** Those that are due, as far as the answers before tell. */
    List<Question> due(CallMemory memory, String source, BiPredicate<CallRecord, Provider> isDue) {
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
        if (wikidata != null && article.known().get(ITEM) != null) {
            var item = new Item(article);
            var before = memory.before(source, item.address());
            if (isDue.test(before, wikidata) || before.askedAt().isBefore(article.askedAt())) {
                due.add(item);
            }
        }
        return due;
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
            known.put(REVISION, reading.revision());
            known.put(ITEM, reading.wikidata());
            known.put(READING, Json.MAPPER.convertValue(reading, Map.class));
            known.values().removeIf(value -> value == null);
            return new Found(SignalReading.of(reading.rows(city.name(), null)), known);
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
            return new Found(SignalReading.of(reading.rows(city.name(), facts.get()).stream()
                    .filter(Item::isOfWikidata)
                    .toList()));
        }

        /** What the page says itself is published with the page. */
        private static boolean isOfWikidata(SignalRow row) {
            return row.dataset().equals("cities")
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
