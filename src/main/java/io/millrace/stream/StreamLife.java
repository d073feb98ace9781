package io.millrace.stream;

import io.millrace.dataset.StreamId;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * One life of a stream, from its creation to its deletion. Kinesis knows streams by name alone: what was asked for may
 * come from a later stream of that name, unless this one is seen to live afterwards. Thread-safe.
 */
final class StreamLife {
    /** The stream was deleted; there may be a new one of its name. */
    static final class OverException extends RuntimeException {
        OverException(StreamId id) {
            super("the stream " + id + " was deleted");
        }
    }

    private final KinesisStream stream;
    private final StreamId id;
    private final LongSupplier nanos;
    private volatile boolean over;
    private Long seen;

    StreamLife(KinesisStream stream, StreamId id, LongSupplier nanos) {
        this.stream = stream;
        this.id = id;
        this.nanos = nanos;
    }

    StreamId id() {
        return id;
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /**
     * Returns if the stream lives, seen after this call began: many that ask at once share one look.
     *
     * @throws OverException if it does not
     */
    void confirm() {
        look(nanos.getAsLong());
        if (over) {
            throw new OverException(id);
        }
    }

    private synchronized void look(long asked) {
        if (over || seen != null && seen - asked >= 0) {
            return;
        }
        var began = nanos.getAsLong();
        try {
            over = !stream.summary().id().equals(id);
        } catch (ResourceNotFoundException e) {
            over = true;
        }
        seen = began;
    }
}
