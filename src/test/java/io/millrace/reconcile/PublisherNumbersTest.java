package io.millrace.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.lake.Numbered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PublisherNumbersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Map<String, Numbered> numbers = new TreeMap<>();
    private final PublisherNumbers reported = new PublisherNumbers();

    private void add(long... ranges) {
        addAt(NOW, ranges);
    }

    private void addAt(Instant noticed, long... ranges) {
        var list = new ArrayList<long[]>();
        for (var i = 0; i < ranges.length; i += 2) {
            list.add(new long[] {ranges[i], ranges[i + 1]});
        }
        add("p", list, noticed);
    }

    private void add(String publisher, List<long[]> ranges, Instant noticed) {
        numbers.merge(publisher, Numbered.NONE.plus(ranges, noticed), (old, none) -> old.plus(ranges, noticed));
    }

    private static List<Status.PublisherStatus> report(Map<String, Numbered> numbers) {
        return new PublisherNumbers().report(numbers, List.of(), NOW, true, (publisher, n) -> false);
    }

    private List<String> missing(Instant now, boolean settled, Long... failed) {
        return missing(now, settled, List.of(), failed);
    }

    private List<String> missing(Instant now, boolean settled, List<Status.Instance> instances, Long... failed) {
        return reported
                .report(
                        numbers,
                        instances,
                        now,
                        settled,
                        (publisher, n) -> List.of(failed).contains(n))
                .stream()
                .filter(one -> one.publisher().equals("p"))
                .flatMap(one -> one.missing().stream())
                .map(range -> range[0] + "-" + range[1])
                .toList();
    }

    /** An instance that said at that time that it has published through {@code n}. */
    private static List<Status.Instance> said(long n, Instant at) {
        return List.of(new Status.Instance("i", "host", List.of("fetch"), NOW, at, "p", n, false));
    }

    @Test
    void denseNumbersMissNothing() {
        add(1, 5);
        add(6, 6, 7, 20);
        assertEquals(List.of(), missing(NOW, true));
        var report = report(numbers).get(0);
        assertEquals(
                "p 1-20 20", report.publisher() + " " + report.first() + "-" + report.last() + " " + report.landed());
    }

    @Test
    void everyGapIsNamed() {
        add(1, 3, 5, 5, 9, 10);
        assertEquals(List.of("4-4", "6-8"), missing(NOW, true));
    }

    @Test
    void numbersBeforeTheFirstAreMissingToo() {
        add(3, 5);
        assertEquals(List.of("1-2"), missing(NOW, true));
    }

    @Test
    void aGapIsWaitedForTwoMinutes() {
        add(1, 3, 5, 5);
        assertEquals(List.of(), missing(NOW.plus(Duration.ofMinutes(2)), false));
        assertEquals(List.of("4-4"), missing(NOW.plus(Duration.ofMinutes(2)).plusMillis(1), false));
    }

    @Test
    void theWaitBeginsWhenTheGapIsNoticedAndIsNotProlonged() {
        add(1, 3, 5, 5);
        addAt(NOW.plus(Duration.ofMinutes(1)), 6, 9);
        assertEquals(List.of("4-4"), missing(NOW.plus(Duration.ofMinutes(2)).plusMillis(1), false));
    }

    @Test
    void aGapThatIsFilledLaterIsNone() {
        add(1, 3, 5, 5);
        add(4, 4);
        assertEquals(List.of(), missing(NOW.plus(Duration.ofDays(1)), true));
    }

    @Test
    void onceNothingIsUnderWayEveryGapCountsAtOnce() {
        add(1, 3, 5, 5);
        assertEquals(List.of(), missing(NOW, false));
        assertEquals(List.of("4-4"), missing(NOW, true));
    }

    @Test
    void aNumberThatIsKeptAsFailedIsNotMissing() {
        add(1, 3, 6, 6);
        assertEquals(List.of(), missing(NOW, true, 4L, 5L));
        assertEquals(List.of("4-5"), missing(NOW, true, 4L));
    }

    @Test
    void numbersThatLandedTwiceCountOnce() {
        add(1, 10);
        add(4, 12);
        add(2, 3);
        assertEquals(12, report(numbers).get(0).landed());
    }

    @Test
    void eachPublisherHasItsOwnNumbers() {
        add("a", List.of(new long[] {1, 2}), NOW);
        add("b", List.of(new long[] {2, 2}), NOW);
        var report = report(numbers);
        assertEquals(
                List.of("a", "b"),
                report.stream().map(Status.PublisherStatus::publisher).toList());
        assertEquals(
                List.of(0, 1), report.stream().map(one -> one.missing().size()).toList());
    }

    @Test
    void whatAPublisherHasPublishedAndNobodyLandedIsMissingOnceNothingIsUnderWay() {
        add(1, 5);
        assertEquals(List.of(), missing(NOW, false, said(7, NOW)));
        assertEquals(List.of("6-7"), missing(NOW, true, said(7, NOW)));
        assertEquals(List.of(), missing(NOW, true, said(7, NOW), 6L, 7L));
    }

    @Test
    void aTailIsWaitedForTwoMinutesHoweverMuchIsPublishedMeanwhile() {
        add(1, 5);
        var late = NOW.plus(Duration.ofMinutes(2));
        assertEquals(List.of(), missing(NOW, false, said(7, NOW)));
        assertEquals(List.of(), missing(late, false, said(50, late)));
        assertEquals(List.of("6-7"), missing(late.plusMillis(1), false, said(60, late)));
    }

    @Test
    void aTailThatComesInTimeIsNoLoss() {
        add(1, 5);
        assertEquals(List.of(), missing(NOW, false, said(7, NOW)));
        add(6, 7);
        var late = NOW.plus(Duration.ofMinutes(3));
        assertEquals(List.of(), missing(late, false, said(50, late)));
        assertEquals(List.of("8-50"), missing(late.plus(Duration.ofMinutes(3)), false, said(50, late)));
    }

    @Test
    void aPublisherOfWhichNothingLandedMissesAllThatItPublished() {
        assertEquals(List.of("1-7"), missing(NOW, true, said(7, NOW)));
        var old = List.of(
                new Status.Instance("i", "host", List.of(), NOW.minus(Duration.ofDays(20)), NOW, "p", 7, false));
        assertEquals(List.of(), missing(NOW, true, old), "it may have been forgotten");
    }

    @Test
    void rangesInAnyOrderSayTheSameAsTheNumbersThemselves() {
        var random = new Random(3);
        for (var round = 0; round < 500; round++) {
            var all = Numbered.NONE;
            var seen = new TreeSet<Long>();
            for (var i = 0; i < 1 + random.nextInt(12); i++) {
                long first = 1 + random.nextInt(40);
                long last = first + random.nextInt(6);
                for (var n = first; n <= last; n++) {
                    seen.add(n);
                }
                all = all.plus(Collections.singletonList(new long[] {first, last}), NOW);
            }
            var report = report(Map.of("p", all)).get(0);
            var missing = report.missing().stream()
                    .mapToLong(range -> range[1] - range[0] + 1)
                    .sum();
            assertEquals(seen.size(), report.landed(), "round " + round);
            assertEquals(seen.last() - seen.size(), missing, "round " + round);
        }
    }
}
