package io.millrace.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventSpoolTest {
    private static final long MUCH = 100_000_000;
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private final List<EventSpool> open = new ArrayList<>();

    private EventSpool spool(long limit, Instant now) throws IOException {
        var spool = new EventSpool(folder, limit, disk, Clock.fixed(now, ZoneOffset.UTC), new SpoolWatch() {
            @Override
            public void works() {
                reported.add("works");
            }

            @Override
            public void fails(Throwable reason) {
                reported.add(reason.getMessage());
            }
        });
        open.add(spool);
        return spool;
    }

    private EventSpool spool() throws IOException {
        return spool(MUCH, NOW);
    }

    @AfterEach
    void close() throws IOException {
        for (var spool : open) {
            spool.close();
        }
    }

    private void end(EventSpool spool) throws IOException {
        spool.close();
        open.remove(spool);
    }

    /** Everything that waits, sent. */
    private static List<Event> send(EventSpool spool) throws Exception {
        var events = new ArrayList<Event>();
        for (var batch = next(spool); batch != null; batch = next(spool)) {
            batch.left().forEach(frame -> events.add(Json.read(frame.data(), Event.class, "spool")));
            spool.sent(batch);
        }
        return events;
    }

    private static EventBatch next(EventSpool spool) throws Exception {
        return spool.next(Duration.ZERO, Duration.ZERO).orElse(null);
    }

    private static List<Long> numbers(List<Event> events) {
        return events.stream().map(Event::n).toList();
    }

    private List<Path> lives() throws IOException {
        return SpoolLife.all(folder);
    }

    @Test
    void eventsAreNumberedFromOneWithoutAGap() throws Exception {
        var spool = spool();
        for (var sku : List.of("A", "B", "C")) {
            spool.append(Observations.of(sku));
        }
        var sent = send(spool);
        assertEquals(List.of(1L, 2L, 3L), numbers(sent));
        assertEquals(spool.publisher(), sent.get(0).publisher());
        assertEquals("A", sent.get(0).payload().get("sku"));
    }

    @Test
    void numbersStayDenseWhenManyThreadsAppendAndTheyShareWritesToTheDisk() throws Exception {
        var spool = spool();
        Observations.spool(spool, 2_000);
        var sent = send(spool);
        assertEquals(LongStream.rangeClosed(1, 2_000).boxed().toList(), numbers(sent));
        assertEquals(2_000, sent.stream().map(Event::id).distinct().count());
        assertTrue(disk.syncs < 2_000, disk.syncs + " writes");
    }

    @Test
    void aFailedAppendTakesNoNumberAndSaysWhereAndWhatToDo() throws Exception {
        var spool = spool();
        spool.append(Observations.of("A"));
        disk.room = 10;
        var failure = assertThrows(IOException.class, () -> spool.append(Observations.of("B")));
        assertTrue(failure.getMessage().contains(spool.publisher()), failure.getMessage());
        assertTrue(failure.getMessage().contains("No space left on device"), failure.getMessage());
        assertTrue(failure.getMessage().contains("make room there"), failure.getMessage());
        disk.room = Long.MAX_VALUE;
        spool.append(Observations.of("C"));
        assertEquals(List.of("works", failure.getMessage(), "works"), reported);
        assertEquals(List.of(1L, 2L), numbers(send(spool)));
    }

    @Test
    void failedAppendsTakeNoRoom() throws Exception {
        var spool = spool(5_000_000, NOW);
        disk.room = 0;
        for (var i = 0; i < 20; i++) {
            assertThrows(IOException.class, () -> spool.append(Observations.of("A", "9".repeat(900_000))));
        }
        disk.room = Long.MAX_VALUE;
        spool.append(Observations.of("A", "9".repeat(900_000)));
        assertEquals(1, spool.events());
    }

    @Test
    void anEventThatNoStreamTakesGetsNoNumber() throws Exception {
        var spool = spool();
        var failure =
                assertThrows(TooLargeException.class, () -> spool.append(Observations.of("A", "9".repeat(1 << 20))));
        assertEquals(0, failure.event().n());
        spool.append(Observations.of("B"));
        assertEquals(List.of(1L), numbers(send(spool)));
    }

    @Test
    void theLargestEventThatIsTakenFitsARecord() throws Exception {
        var spool = spool();
        var none = assertThrows(TooLargeException.class, () -> spool.append(Observations.of("A", "9".repeat(1 << 20))));
        var besides = Publisher.encode(none.event()).length - (1 << 20) + "acme/A".length() + 19;
        spool.append(Observations.of("A", "9".repeat((1 << 20) - besides)));
        assertThrows(
                TooLargeException.class, () -> spool.append(Observations.of("A", "9".repeat((1 << 20) - besides + 1))));
        assertTrue(next(spool).left().get(0).payload() <= 1 << 20);
    }

    @Test
    void whoFindsTheSpoolFullWaitsUntilSomethingIsSent() throws Exception {
        var spool = spool(2_000_000, NOW);
        spool.append(Observations.of("A", "9".repeat(900_000)));
        spool.append(Observations.of("B", "9".repeat(900_000)));
        var third = CompletableFuture.runAsync(() -> {
            try {
                spool.append(Observations.of("C", "9".repeat(900_000)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(10, SECONDS).until(() -> reported.stream().anyMatch(line -> line.contains("the spool is full")));
        assertFalse(third.isDone());
        assertEquals(2, spool.events());
        spool.sent(next(spool));
        third.get(10, SECONDS);
        assertEquals(List.of(3L), numbers(send(spool)));
        assertEquals("works", reported.get(reported.size() - 1));
    }

    @Test
    void whoWaitsForRoomIsLetGoWhenTheProcessStops() throws Exception {
        var spool = spool(1_000_000, NOW);
        spool.append(Observations.of("A", "9".repeat(900_000)));
        spool.hurry();
        var failure = assertThrows(IOException.class, () -> spool.append(Observations.of("B", "9".repeat(900_000))));
        assertEquals("the spool is full, and this process stops", failure.getMessage());
    }

    @Test
    void aBatchHasNoMoreThanOnePutTakes() throws Exception {
        var spool = spool();
        for (var i = 0; i < 7; i++) {
            spool.append(Observations.of("A" + i, "9".repeat(1_000_000)));
        }
        assertEquals(5, next(spool).left().size());
        assertEquals(2, next(spool).left().size());
        Observations.spool(spool, 501);
        assertEquals(500, next(spool).left().size());
    }

    @Test
    void whatAnEarlierLifeLeftIsSentFirstUnderItsOwnNumbers() throws Exception {
        var first = spool(MUCH, NOW);
        first.append(Observations.of("A"));
        first.append(Observations.of("B"));
        end(first);
        var second = spool(MUCH, NOW.plusSeconds(60));
        second.append(Observations.of("C"));
        assertEquals(3, second.events());
        var sent = send(second);
        assertEquals(List.of(1L, 2L, 1L), numbers(sent));
        assertEquals(
                List.of(first.publisher(), first.publisher(), second.publisher()),
                sent.stream().map(Event::publisher).toList());
        assertEquals(List.of(folder.resolve(second.publisher())), lives());
    }

    @Test
    void whatWasSentIsNotSentAgainByTheNextLife() throws Exception {
        var first = spool();
        Observations.spool(first, 501);
        first.sent(next(first));
        end(first);
        assertEquals(List.of(501L), numbers(send(spool(MUCH, NOW.plusSeconds(60)))));
    }

    @Test
    void aPositionThatIsTornCostsResendsAndNoEvent() throws Exception {
        var first = spool();
        Observations.spool(first, 501);
        first.sent(next(first));
        end(first);
        Files.write(folder.resolve(first.publisher()).resolve("sent"), new byte[] {0, 0, 0, 0, 0, 0, 1});
        assertEquals(LongStream.rangeClosed(1, 501).boxed().toList(), numbers(send(spool(MUCH, NOW.plusSeconds(60)))));
    }

    @Test
    void aSpoolThatIsWhollySentLeavesNothing() throws Exception {
        var spool = spool();
        spool.append(Observations.of("A"));
        send(spool);
        end(spool);
        assertEquals(0, Files.list(folder).count());
    }

    @Test
    void aLivingProcessKeepsItsSpool() throws Exception {
        var first = spool();
        first.append(Observations.of("A"));
        var second = spool();
        assertEquals(0, second.events());
        assertEquals(List.of(1L), numbers(send(first)));
    }

    @Test
    void oneProcessAloneTakesOverWhatIsLeft() throws Exception {
        var first = spool();
        first.append(Observations.of("A"));
        end(first);
        var second = spool();
        var third = spool();
        assertEquals(1, second.events());
        assertEquals(0, third.events());
    }

    @Test
    void whatIsDamagedIsKeptAndAllElseIsSent() throws Exception {
        var first = spool();
        for (var sku : List.of("A", "B", "C")) {
            first.append(Observations.of(sku));
        }
        end(first);
        var file = folder.resolve(first.publisher()).resolve("00000000000000000001.events");
        var content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        var second = spool();
        assertEquals(List.of(1L, 3L), numbers(send(second)));
        assertTrue(Files.exists(folder.resolve(".damaged-" + first.publisher())));
    }

    @Test
    void theStateSaysHowMuchWaitsAndForHowLong() throws Exception {
        var first = spool();
        assertEquals(new SpoolState(0, 0, Duration.ZERO), first.state());
        first.append(Observations.of("A"));
        var bytes = first.state().bytes();
        assertTrue(bytes > 100, bytes + " bytes");
        end(first);
        var second = spool(MUCH, NOW.plusSeconds(60));
        second.append(Observations.of("A"));
        assertEquals(new SpoolState(2, 2 * bytes, Duration.ofSeconds(60)), second.state());
        second.sent(next(second));
        assertEquals(new SpoolState(1, bytes, Duration.ZERO), second.state());
    }

    @Test
    void whatIsLeftBehindIsCountedAndLeftAlone() throws Exception {
        assertEquals(0, EventSpool.leftBehind(folder.resolve("none")));
        var first = spool();
        first.append(Observations.of("A"));
        assertEquals(0, EventSpool.leftBehind(folder));
        var bytes = first.state().bytes();
        end(first);
        assertEquals(bytes, EventSpool.leftBehind(folder));
        assertEquals(1, spool().events());
    }
}
