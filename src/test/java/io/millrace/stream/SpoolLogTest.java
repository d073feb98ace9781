package io.millrace.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolLogTest {
    private static final long SMALL = 200;
    private static final long LARGE = 1 << 20;
    private static final int LARGE_ENOUGH = 1 << 20;

    @TempDir
    private Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private SpoolLog log;

    @BeforeEach
    void open() throws IOException {
        log = log(LARGE);
    }

    private SpoolLog log(long segmentBytes) throws IOException {
        return new SpoolLog(folder, disk, segmentBytes);
    }

    private static SpoolFrame frame(long n) {
        return new SpoolFrame(n, 1_000 + n, "acme/é" + n, ("event " + n + " €").getBytes(StandardCharsets.UTF_8));
    }

    private void append(long... numbers) throws IOException {
        log.append(LongStream.of(numbers).mapToObj(SpoolLogTest::frame).toList());
    }

    private static List<Long> numbers(SpoolLog log, long after) throws IOException {
        var numbers = new ArrayList<Long>();
        var cursor = new SpoolCursor(log, after);
        for (var frames = cursor.read(2, LARGE_ENOUGH); !frames.isEmpty(); frames = cursor.read(2, LARGE_ENOUGH)) {
            frames.forEach(frame -> numbers.add(frame.n()));
        }
        return numbers;
    }

    /** As the next process finds it. */
    private List<Long> found() throws IOException {
        return numbers(log(LARGE), 0);
    }

    private Path newest() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().reduce((a, b) -> b).orElseThrow();
        }
    }

    @Test
    void whatIsAppendedIsReadBack() throws IOException {
        append(1);
        var read = new SpoolCursor(log, 0).read(10, LARGE_ENOUGH).get(0);
        assertEquals("acme/é1", read.partitionKey());
        assertEquals(1_001, read.spooled());
        assertArrayEquals(frame(1).data(), read.data());
    }

    @Test
    void whatIsAppendedTogetherIsWrittenThroughOnce() throws IOException {
        append(1, 2, 3);
        assertEquals(1, disk.syncs);
        assertEquals(List.of(1L, 2L, 3L), found());
    }

    @Test
    void aCursorGoesOnWithWhatIsAppendedLater() throws IOException {
        append(1, 2);
        var cursor = new SpoolCursor(log, 0);
        assertEquals(2, cursor.read(10, LARGE_ENOUGH).size());
        assertEquals(List.of(), cursor.read(10, LARGE_ENOUGH));
        append(3);
        assertEquals(3, cursor.read(10, LARGE_ENOUGH).get(0).n());
    }

    @Test
    void aBatchHasBoundsButAlwaysOneEvent() throws IOException {
        append(1, 2, 3, 4);
        var cursor = new SpoolCursor(log, 0);
        assertEquals(3, cursor.read(3, LARGE_ENOUGH).size());
        assertEquals(1, cursor.read(3, 1).size());
        var two = new SpoolCursor(log, 0).read(10, 2 * frame(1).payload());
        assertEquals(2, two.size());
    }

    @Test
    void whatWasSentIsNotReadAgain() throws IOException {
        append(1, 2, 3);
        assertEquals(List.of(3L), numbers(log, 2));
    }

    @Test
    void aProcessThatDiesAtAnyByteOfAnAppendLosesNothingOfTheOnesBefore() throws IOException {
        append(1, 2);
        var whole = Files.size(newest());
        append(3);
        var content = Files.readAllBytes(newest());
        for (var cut = (int) whole; cut < content.length; cut++) {
            Files.write(newest(), Arrays.copyOf(content, cut));
            assertEquals(List.of(1L, 2L), found(), "cut at byte " + cut);
        }
        Files.write(newest(), content);
        assertEquals(List.of(1L, 2L, 3L), found());
    }

    @Test
    void aByteThatTheDiskDidNotKeepCostsOneEventWhicheverItIs() throws IOException {
        append(1);
        var begin = (int) Files.size(newest());
        append(2);
        var end = (int) Files.size(newest());
        append(3);
        var content = Files.readAllBytes(newest());
        for (var at = begin; at < end; at++) {
            var damaged = content.clone();
            damaged[at] ^= 0x20;
            Files.write(newest(), damaged);
            assertEquals(List.of(1L, 3L), found(), "damaged at byte " + at);
        }
    }

    @Test
    void zerosThatAPowerCutLeftAreNoEvents() throws IOException {
        append(1);
        var content = Files.readAllBytes(newest());
        Files.write(newest(), Arrays.copyOf(content, content.length + 5_000));
        assertEquals(List.of(1L), found());
    }

    @Test
    void anAppendForWhichThereIsNoRoomLeavesNothingBehind() throws IOException {
        append(1);
        for (var room = 0; room < frame(2).size(); room++) {
            disk.room = room;
            assertThrows(IOException.class, () -> append(2));
            assertEquals(List.of(1L), found(), "room for " + room);
            assertEquals(List.of(1L), numbers(log, 0));
        }
        disk.room = Long.MAX_VALUE;
        append(2);
        append(3);
        assertEquals(List.of(1L, 2L, 3L), numbers(log, 0));
        assertEquals(List.of(1L, 2L, 3L), found());
    }

    @Test
    void theFirstAppendMayFailToo() throws IOException {
        disk.room = 3;
        assertThrows(IOException.class, () -> append(1));
        disk.room = Long.MAX_VALUE;
        append(1);
        assertEquals(List.of(1L), found());
    }

    @Test
    void whatCannotBeCutBackIsReplacedByTheNextFile() throws IOException {
        append(1);
        disk.syncFails = true;
        disk.truncateFails = true;
        assertThrows(IOException.class, () -> log.append(List.of(new SpoolFrame(2, 1, "old", new byte[9]))));
        disk.syncFails = false;
        append(2, 3);
        assertEquals(List.of(1L, 2L, 3L), found());
        var keys = new ArrayList<String>();
        var cursor = new SpoolCursor(log(LARGE), 1);
        cursor.read(10, LARGE_ENOUGH).forEach(frame -> keys.add(frame.partitionKey()));
        assertEquals(List.of("acme/é2", "acme/é3"), keys);
    }

    @Test
    void filesThatAreSentAreDeletedAndTheNewestStays() throws IOException {
        log = log(SMALL);
        for (var n = 1; n <= 20; n++) {
            append(n);
        }
        var files = log.segments().size();
        assertTrue(files > 3, files + " files");
        assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), numbers(log, 0));
        log.drop(19);
        assertEquals(LongStream.rangeClosed(20, 20).boxed().toList(), numbers(log, 19));
        log.drop(20);
        assertEquals(1, log.segments().size());
        assertEquals(1, Files.list(folder).count());
    }
}
