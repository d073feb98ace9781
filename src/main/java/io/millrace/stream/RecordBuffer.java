package io.millrace.stream;

import io.millrace.dataset.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * A queue of records whose bytes lie one behind the other in arrays of equal size. Records wait for seconds until they are
 * landed; as objects of their own each of them would be moved by the collections of the heap meanwhile. Here they are
 * garbage at once, and the arrays are used again. Not thread-safe.
 */
final class RecordBuffer {
    private static final int FIRST_ENTRIES = 64;
    /** What a record takes beside its bytes. */
    static final int ENTRY_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final ReadRoom room;
    private final List<byte[]> chunks = new ArrayList<>();
    /** Bytes that lay in the chunks that were given back: where the first of those left begins. */
    private long begin;

    private long end;
    private long[] starts = new long[FIRST_ENTRIES];
    private long[] arrivals = new long[FIRST_ENTRIES];
    private int[] lengths = new int[FIRST_ENTRIES];
    private int first;
    private int next;
    private long bytes;
    private long removed;

    RecordBuffer(ReadRoom room) {
        this.room = room;
    }

    boolean isEmpty() {
        return first == next;
    }

    int size() {
        return next - first;
    }

    /** Bytes of the data of all records. */
    long bytes() {
        return bytes;
    }

    /** What it takes of the memory. */
    int held() {
        return chunks.size() * ReadRoom.CHUNK + size() * ENTRY_BYTES;
    }

    void add(StreamRecord record) {
        if (next == starts.length) {
            makeRoomForEntries();
        }
        starts[next] = end;
        arrivals[next] = record.arrived().toEpochMilli();
        lengths[next] = record.data().length;
        next++;
        append(record.data());
        append(record.seq().getBytes(StandardCharsets.ISO_8859_1));
        bytes += record.data().length;
    }

    /** Bytes of the data of a record. */
    int length(int index) {
        return lengths[first + index];
    }

    String seq(int index) {
        var at = first + index;
        var from = starts[at] + lengths[at];
        return new String(copy(from, end(at)), StandardCharsets.ISO_8859_1);
    }

    Instant arrived(int index) {
        return Instant.ofEpochMilli(arrivals[first + index]);
    }

    private StreamRecord get(int index) {
        var at = first + index;
        return new StreamRecord(seq(index), arrived(index), copy(starts[at], starts[at] + lengths[at]));
    }

    /** The first records, each made anew whenever it is asked for; to be used no longer than until some are removed. */
    List<StreamRecord> first(int count) {
        return new First(count);
    }

    /** Number of the records at the beginning whose sequence numbers are not greater than {@code seq}. */
    int countThrough(String seq) {
        var low = 0;
        var high = size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (StreamRecord.compareSeq(seq(middle), seq) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void removeFirst(int count) {
        for (var i = 0; i < count; i++) {
            bytes -= lengths[first + i];
        }
        first += count;
        removed += count;
        var kept = isEmpty() ? end : starts[first];
        var passed = (int) ((kept - begin) / ReadRoom.CHUNK);
        if (isEmpty() && passed < chunks.size()) {
            // The rest of the last one is not worth keeping.
            passed = chunks.size();
            end = begin + (long) passed * ReadRoom.CHUNK;
        }
        var done = chunks.subList(0, passed);
        done.forEach(room::reuse);
        done.clear();
        begin += (long) passed * ReadRoom.CHUNK;
    }

    void clear() {
        removeFirst(size());
    }

    private long end(int at) {
        return at + 1 < next ? starts[at + 1] : end;
    }

    private void append(byte[] data) {
        var done = 0;
        while (done < data.length) {
            var at = (int) ((end - begin) % ReadRoom.CHUNK);
            if (end - begin == (long) chunks.size() * ReadRoom.CHUNK) {
                chunks.add(room.chunk());
            }
            var part = Math.min(data.length - done, ReadRoom.CHUNK - at);
            System.arraycopy(data, done, chunks.get(chunks.size() - 1), at, part);
            done += part;
            end += part;
        }
    }

    private byte[] copy(long from, long to) {
        var data = new byte[(int) (to - from)];
        var done = 0;
        while (done < data.length) {
            var place = from - begin + done;
            var at = (int) (place % ReadRoom.CHUNK);
            var part = Math.min(data.length - done, ReadRoom.CHUNK - at);
            System.arraycopy(chunks.get((int) (place / ReadRoom.CHUNK)), at, data, done, part);
            done += part;
        }
        return data;
    }

    private void makeRoomForEntries() {
        var size = size();
        var capacity = size > starts.length / 2 ? 2 * starts.length : starts.length;
        starts = Arrays.copyOf(Arrays.copyOfRange(starts, first, next), capacity);
        arrivals = Arrays.copyOf(Arrays.copyOfRange(arrivals, first, next), capacity);
        lengths = Arrays.copyOf(Arrays.copyOfRange(lengths, first, next), capacity);
        first = 0;
        next = size;
    }

    private final class First extends AbstractList<StreamRecord> implements RandomAccess {
        private final int count;
        private final long seen = removed;

        First(int count) {
            this.count = count;
        }

        @Override
        public StreamRecord get(int index) {
            if (removed != seen) {
                throw new IllegalStateException("records that were removed from the buffer are asked for");
            }
            if (index < 0 || index >= count) {
                throw new IndexOutOfBoundsException(index);
            }
            return RecordBuffer.this.get(index);
        }

        @Override
        public int size() {
            return count;
        }
    }
}
