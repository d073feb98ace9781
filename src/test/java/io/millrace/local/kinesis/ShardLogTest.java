package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testing.TestClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardLogTest {
    private static final Storage SMALL = new Storage(1000, Duration.ofHours(1), Duration.ofHours(24), null, false);
    private static final int MANY = 10_000;
    private static final int PLENTY = 10 << 20;

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(ServerFixture.NOW);

    @Test
    void recordsAreReadAsTheyWereAppended() throws IOException {
        try (var log = open(SMALL)) {
            log.append(List.of(new ShardLog.Entry("Schlüssel €", new byte[] {0, -1, 10})));
            var frame = log.read(0, MANY, PLENTY).frames().get(0);
            assertEquals("Schlüssel €", frame.partitionKey());
            assertArrayEquals(new byte[] {0, -1, 10}, frame.data());
            assertEquals(clock.millis(), frame.arrival());
        }
    }

    @Test
    void recordsOfManySegmentsAreReadInTheirOrder() throws IOException {
        try (var log = open(SMALL)) {
            append(log, 0, 200);
            assertTrue(segments().size() > 5, "segments: " + segments().size());
            assertEquals(texts(0, 200), readAll(log, 7));
        }
    }

    @Test
    void aReadBeginsAtAnyCounter() throws IOException {
        var storage = new Storage(200_000, Duration.ofHours(1), Duration.ofHours(24), null, false);
        try (var log = open(storage)) {
            var counters = new ArrayList<Long>();
            for (int i = 0; i < 400; i++) {
                counters.add(log.append(List.of(new ShardLog.Entry("k", new byte[2000]))));
            }
            for (int i = 0; i < 400; i += 13) {
                var frame = log.read(counters.get(i), 1, PLENTY).frames().get(0);
                assertEquals(counters.get(i), frame.counter());
            }
        }
    }

    @Test
    void recordsThatWereNotReleasedAreKeptWhateverTheirAge() throws IOException {
        try (var log = open(SMALL.keepingUntil(Duration.ofHours(24)))) {
            append(log, 0, 200);
            clock.move(Duration.ofDays(30));
            log.trim();
            assertEquals(texts(0, 200), readAll(log, 7));
        }
    }

    @Test
    void releasedRecordsGoOnceTheyAreOldAndTheRestIsReadOn() throws IOException {
        try (var log = open(SMALL.keepingUntil(Duration.ofHours(24)))) {
            append(log, 0, 200);
            log.release(100);
            log.trim();
            assertEquals(texts(0, 200), readAll(log, 7));
            var before = segments().size();
            clock.move(Duration.ofHours(25));
            log.trim();
            assertTrue(segments().size() < before, "segments: " + segments().size());
            var left = readAll(log, 7);
            // The first counter is 1: that of record 100 is beyond what was released.
            assertTrue(left.containsAll(texts(100, 200)), left.toString());
            assertTrue(left.size() < 200, left.toString());
            assertEquals(left, texts(200 - left.size(), 200));
        }
    }

    @Test
    void aReaderThatStandsBeforeWhatWentGoesOnWithTheFirstThatIsLeft() throws IOException {
        var storage = SMALL.keepingUntil(Duration.ofHours(24));
        try (var log = open(storage)) {
            append(log, 0, 200);
            log.release(150);
            clock.move(Duration.ofHours(25));
            log.trim();
        }
        try (var log = open(storage)) {
            var slice = log.read(3, MANY, PLENTY);
            assertTrue(slice.frames().get(0).counter() > 3);
            assertTrue(slice.frames().get(0).counter() <= 151);
        }
    }

    @Test
    void aReadStopsBeforeItsBytesAreUsedUpButGivesOneRecord() throws IOException {
        try (var log = open(SMALL)) {
            for (int i = 0; i < 5; i++) {
                log.append(List.of(new ShardLog.Entry("k", new byte[99])));
            }
            assertEquals(2, log.read(0, MANY, 299).frames().size());
            assertEquals(3, log.read(0, MANY, 300).frames().size());
            assertEquals(1, log.read(0, MANY, 1).frames().size());
        }
    }

    @Test
    void behindIsZeroOnlyAtTheEnd() throws IOException {
        try (var log = open(SMALL)) {
            append(log, 0, 2);
            var first = log.read(0, 1, PLENTY);
            assertTrue(first.behind() > 0, "even with a clock that stands still");
            clock.move(Duration.ofSeconds(3));
            assertEquals(3000, log.read(0, 1, PLENTY).behind());
            assertEquals(0, log.read(first.next(), 1, PLENTY).behind());
        }
    }

    @Test
    void everythingIsThereAfterARestartAndCountersGoOnRising() throws IOException {
        long before;
        try (var log = open(SMALL)) {
            append(log, 0, 50);
            before = log.next();
        }
        try (var log = open(SMALL)) {
            assertEquals(texts(0, 50), readAll(log, MANY));
            assertTrue(log.next() >= before);
            append(log, 50, 60);
            assertEquals(texts(0, 60), readAll(log, 3));
        }
    }

    @Test
    void aRestartLeavesAGapForRecordsThatAPowerCutTook() throws IOException {
        long taken;
        try (var log = open(SMALL)) {
            taken = log.append(List.of(new ShardLog.Entry("k", new byte[1])));
        }
        cutLastSegment(5);
        try (var log = open(SMALL)) {
            assertTrue(log.append(List.of(new ShardLog.Entry("k", new byte[2]))) > taken);
        }
    }

    @Test
    void aClockThatGoesBackwardsTakesNeitherCountersNorArrivalsBack() throws IOException {
        long counter;
        long arrival;
        try (var log = open(SMALL)) {
            counter = log.append(List.of(new ShardLog.Entry("k", new byte[1])));
            arrival = clock.millis();
            clock.move(Duration.ofMinutes(-10));
            log.append(List.of(new ShardLog.Entry("k", new byte[2])));
        }
        try (var log = open(SMALL)) {
            log.append(List.of(new ShardLog.Entry("k", new byte[3])));
            var frames = log.read(0, MANY, PLENTY).frames();
            assertEquals(3, frames.size());
            for (var frame : frames.subList(1, 3)) {
                assertTrue(frame.counter() > counter);
                assertEquals(arrival, frame.arrival());
                counter = frame.counter();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 29})
    void aTornTailIsCutOffAndTheRestStays(int bytes) throws IOException {
        try (var log = open(SMALL)) {
            append(log, 0, 30);
        }
        cutLastSegment(bytes);
        try (var log = open(SMALL)) {
            assertEquals(texts(0, 29), readAll(log, MANY));
            append(log, 29, 31);
        }
        try (var log = open(SMALL)) {
            assertEquals(texts(0, 31), readAll(log, MANY));
        }
    }

    @Test
    void aSegmentThatWasOnlyBegunIsNoHindrance() throws IOException {
        try (var log = open(SMALL)) {
            append(log, 0, 3);
        }
        Files.write(folder.resolve("00000000000000009999.segment"), new byte[] {'M', 'K'});
        try (var log = open(SMALL)) {
            append(log, 3, 5);
            assertEquals(texts(0, 5), readAll(log, MANY));
        }
    }

    @Test
    void damageInTheNewestSegmentIsKeptAside() throws IOException {
        try (var log = open(SMALL)) {
            append(log, 0, 3);
        }
        damage(segments().get(0), 60);
        try (var log = open(SMALL)) {
            assertEquals(texts(0, 1), readAll(log, MANY));
        }
        try (var files = Files.list(folder)) {
            assertEquals(
                    1,
                    files.filter(file -> file.toString().contains(".damaged-at-"))
                            .count());
        }
    }

    @Test
    void damageInAnOlderSegmentIsAnErrorThatNamesTheFile() throws IOException {
        try (var log = open(SMALL)) {
            append(log, 0, 100);
        }
        var first = segments().get(0);
        damage(first, 60);
        try (var log = open(SMALL)) {
            var error = assertThrows(IOException.class, () -> log.read(0, MANY, PLENTY));
            assertTrue(error.getMessage().contains(first.toString()), error.getMessage());
        }
    }

    @Test
    void recordsAreFoundByTheirArrival() throws IOException {
        try (var log = open(SMALL)) {
            var start = clock.millis();
            for (int i = 0; i < 100; i++) {
                append(log, i, i + 1);
                clock.move(Duration.ofSeconds(1));
            }
            assertTrue(segments().size() > 2);
            for (int i = 0; i < 100; i += 9) {
                assertEquals("record " + i, textAt(log, log.since(start + i * 1000L)));
                assertEquals("record " + i, textAt(log, log.since(start + i * 1000L - 999)));
            }
            assertEquals(log.next(), log.since(clock.millis()));
        }
    }

    @Test
    void recordsPastTheirRetentionAreNotRead() throws IOException {
        try (var log = open(SMALL)) {
            append(log, 0, 3);
            clock.move(Duration.ofHours(1));
            append(log, 3, 5);
            clock.move(Duration.ofHours(23));
            assertEquals(texts(0, 5), readAll(log, MANY));
            clock.move(Duration.ofMillis(1));
            assertEquals(texts(3, 5), readAll(log, MANY));
            clock.move(Duration.ofHours(1));
            assertEquals(List.of(), readAll(log, MANY));
            assertEquals(0, log.read(0, MANY, PLENTY).behind());
        }
    }

    @Test
    void filesPastTheirRetentionAreDeletedAndCountersStillRise() throws IOException {
        long before;
        try (var log = open(SMALL)) {
            append(log, 0, 100);
            var files = segments();
            clock.move(Duration.ofHours(25));
            log.trim();
            clock.move(Duration.ofHours(25));
            log.trim();
            assertEquals(1, segments().size());
            assertTrue(files.stream().noneMatch(Files::exists));
            before = log.next();
        }
        try (var log = open(SMALL)) {
            assertTrue(log.append(List.of(new ShardLog.Entry("k", new byte[1]))) >= before);
        }
    }

    @Test
    void aClosedLogTakesNoRecords() throws IOException {
        var log = open(SMALL);
        log.close();
        assertThrows(IOException.class, () -> append(log, 0, 1));
    }

    private ShardLog open(Storage storage) throws IOException {
        return new ShardLog(folder, storage, clock);
    }

    private static void append(ShardLog log, int from, int to) throws IOException {
        for (var text : texts(from, to)) {
            log.append(List.of(new ShardLog.Entry("k", text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
    }

    private static String textAt(ShardLog log, long counter) throws IOException {
        return text(log.read(counter, 1, PLENTY).frames().get(0));
    }

    private static List<String> readAll(ShardLog log, int records) throws IOException {
        var all = new ArrayList<String>();
        var slice = log.read(0, records, PLENTY);
        while (!slice.frames().isEmpty()) {
            slice.frames().forEach(frame -> all.add(text(frame)));
            slice = log.read(slice.next(), records, PLENTY);
        }
        return all;
    }

    private static String text(Frame frame) {
        return new String(frame.data(), StandardCharsets.UTF_8);
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private void cutLastSegment(int bytes) throws IOException {
        var last = segments().get(segments().size() - 1);
        try (var file = FileChannel.open(last, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - bytes);
        }
    }

    private static void damage(Path path, long at) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            file.read(one, at);
            file.write(ByteBuffer.wrap(new byte[] {(byte) ~one.get(0)}), at);
        }
    }
}
