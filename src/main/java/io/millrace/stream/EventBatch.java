package io.millrace.stream;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import io.millrace.dataset.StreamRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Consecutive events of one publisher on their way from the spool into the stream. Shrinks as the stream takes them, so
 * that a batch which is tried again holds only what is left. Not thread-safe.
 */
public final class EventBatch {
    /** Most records in one PutRecords. */
    static final int MOST_RECORDS = 500;

    /** Most bytes in one PutRecords, with the partition keys: every region takes these, some take more. */
    static final int MOST_BYTES = 5 << 20;

    /** Most bytes in one record, with its partition key. */
    static final int MOST_RECORD_BYTES = 1 << 20;

    /**
     * An event that the stream will never take.
     *
     * @param reason in its words
     */
    public record Refused(Event event, Exception reason) {}

    private final String publisher;
    private final long last;
    private final int count;
    private final long size;
    private final List<Refused> refused = new ArrayList<>();
    private final Map<String, String> lastByShard = new HashMap<>();
    private List<SpoolFrame> left;
    private int taken;

    EventBatch(String publisher, List<SpoolFrame> frames) {
        this.publisher = publisher;
        this.last = frames.get(frames.size() - 1).n();
        this.count = frames.size();
        this.size = frames.stream().mapToLong(SpoolFrame::size).sum();
        this.left = List.copyOf(frames);
    }

    String publisher() {
        return publisher;
    }

    /** Number of its last event. */
    long last() {
        return last;
    }

    /** Events that it began with. */
    int count() {
        return count;
    }

    /** Bytes in the spool of those. */
    long size() {
        return size;
    }

    /** What the stream has not taken yet, in order. */
    List<SpoolFrame> left() {
        return left;
    }

    void took(String shard, String seq) {
        taken++;
        lastByShard.merge(shard, seq, (a, b) -> StreamRecord.compareSeq(a, b) >= 0 ? a : b);
    }

    void refuse(SpoolFrame frame, Exception reason) {
        var place = "event " + frame.n() + " of " + publisher + " in the spool";
        refused.add(new Refused(Json.read(frame.data(), Event.class, place), reason));
    }

    void keepOnly(List<SpoolFrame> frames) {
        left = List.copyOf(frames);
    }

    /** Events that the stream took. */
    public int taken() {
        return taken;
    }

    /** Shard to the greatest sequence number that the stream answered with. */
    public Map<String, String> lastByShard() {
        return Map.copyOf(lastByShard);
    }

    /** Events that it will never take. */
    public List<Refused> refused() {
        return List.copyOf(refused);
    }
}
