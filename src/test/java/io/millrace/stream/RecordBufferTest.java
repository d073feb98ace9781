package io.millrace.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.StreamRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordBufferTest {
    private final ReadRoom room = new ReadRoom(ReadRoom.ANSWER);
    private final SplittableRandom random = new SplittableRandom(7);

    private StreamRecord record(long n) {
        var length =
                switch (random.nextInt(6)) {
                    case 0 -> 0;
                    case 1 -> random.nextInt(ReadRoom.CHUNK - 60, ReadRoom.CHUNK + 60);
                    case 2 -> random.nextInt(3 * ReadRoom.CHUNK);
                    default -> random.nextInt(2000);
                };
        var data = new byte[length];
        for (var i = 0; i < length; i++) {
            data[i] = (byte) random.nextInt();
        }
        return new StreamRecord("4960".repeat(random.nextInt(1, 14)) + n, Instant.ofEpochMilli(n * 7), data);
    }

    private static void expect(List<StreamRecord> expected, List<StreamRecord> records) {
        assertEquals(expected.size(), records.size());
        for (var i = 0; i < expected.size(); i++) {
            var record = records.get(i);
            assertEquals(expected.get(i).seq(), record.seq());
            assertEquals(expected.get(i).arrived(), record.arrived());
            assertArrayEquals(expected.get(i).data(), record.data());
        }
    }

    @Test
    void recordsComeOutAsTheyWentInAndInOrder() {
        // Two of them take their arrays from the same room in turns.
        var buffers = List.of(new RecordBuffer(room), new RecordBuffer(room));
        var models = List.of(new ArrayList<StreamRecord>(), new ArrayList<StreamRecord>());
        var removed = 0;
        for (var n = 1; n <= 4000; n++) {
            var which = random.nextInt(2);
            var buffer = buffers.get(which);
            var model = models.get(which);
            var record = record(n);
            buffer.add(record);
            model.add(record);
            if (random.nextInt(20) == 0) {
                expect(model, buffer.first(model.size()));
                var count = random.nextInt(3) == 0 ? model.size() : random.nextInt(model.size());
                buffer.removeFirst(count);
                model.subList(0, count).clear();
                removed += count;
                expect(model, buffer.first(model.size()));
            }
            assertEquals(model.size(), buffer.size());
            assertEquals(model.stream().mapToLong(r -> r.data().length).sum(), buffer.bytes());
        }
        assertTrue(removed > 2000);
    }

    @Test
    void itHoldsNoMoreThanItsRecordsTakeAndOneArray() {
        var buffer = new RecordBuffer(room);
        assertEquals(0, buffer.held());
        for (var n = 1; n <= 5000; n++) {
            buffer.add(new StreamRecord("4".repeat(56), Instant.EPOCH, new byte[100]));
            assertTrue(buffer.held() <= n * (100 + 56 + RecordBuffer.ENTRY_BYTES) + ReadRoom.CHUNK);
        }
        buffer.removeFirst(4999);
        assertTrue(buffer.held() <= ReadRoom.CHUNK + RecordBuffer.ENTRY_BYTES);
        buffer.clear();
        assertEquals(0, buffer.held());
    }

    @Test
    void anAnswerOfTheLargestOrOfTheMostRecordsFitsItsRoom() {
        for (var size : new int[] {10 << 20, 1 << 20, ReadRoom.CHUNK, 10 * (1 << 20) / ReadRoom.MOST_RECORDS}) {
            var buffer = new RecordBuffer(room);
            buffer.add(new StreamRecord("4".repeat(56), Instant.EPOCH, new byte[10]));
            var before = buffer.held();
            for (var bytes = 0; bytes + size <= 10 << 20; bytes += size) {
                buffer.add(new StreamRecord("4".repeat(56), Instant.EPOCH, new byte[size]));
            }
            assertTrue(buffer.held() - before <= ReadRoom.ANSWER, size + " bytes: " + buffer.held());
        }
    }

    @Test
    void recordsThatWereRemovedAreNotGivenOut() {
        var buffer = new RecordBuffer(room);
        buffer.add(record(1));
        buffer.add(record(2));
        var list = buffer.first(1);
        assertThrows(IndexOutOfBoundsException.class, () -> list.get(1));
        buffer.removeFirst(1);
        assertThrows(IllegalStateException.class, () -> list.get(0));
        buffer.clear();
        assertThrows(IllegalStateException.class, () -> list.get(0));
        buffer.add(record(3));
        assertThrows(IllegalStateException.class, () -> list.get(0));
    }

    @Test
    void aSequenceNumberSaysHowManyAreThrough() {
        var buffer = new RecordBuffer(room);
        for (var seq : List.of("9", "10", "25", "100")) {
            buffer.add(new StreamRecord(seq, Instant.EPOCH, new byte[1]));
        }
        assertEquals(
                List.of(0, 1, 2, 2, 3, 4, 4),
                List.of(
                        buffer.countThrough("8"),
                        buffer.countThrough("9"),
                        buffer.countThrough("10"),
                        buffer.countThrough("24"),
                        buffer.countThrough("25"),
                        buffer.countThrough("100"),
                        buffer.countThrough("1000")));
    }

    @Test
    void arraysAreUsedAgainUntilAllRoomIsFree() throws InterruptedException {
        room.takeAnswer(java.time.Duration.ZERO);
        var chunk = room.chunk();
        room.reuse(chunk);
        assertSame(chunk, room.chunk());
        room.reuse(chunk);
        room.give(ReadRoom.ANSWER);
        assertNotSame(chunk, room.chunk());
    }
}
