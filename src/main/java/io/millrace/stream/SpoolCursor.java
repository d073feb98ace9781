package io.millrace.stream;

import io.millrace.stream.SpoolLog.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a log's frames in the order of their numbers, each once, past what is torn or damaged. Not thread-safe. */
final class SpoolCursor {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolCursor.class);

    private final SpoolLog log;
    private long last;
    private long segment;
    private long offset;
    private long skipped;
    /** Bytes of the file from {@code windowAt} on. */
    private ByteBuffer window = ByteBuffer.allocate(0);

    private long windowAt;

    /** @param after number after which to begin */
    SpoolCursor(SpoolLog log, long after) {
        this.log = log;
        this.last = after;
    }

    /** Number of the last frame that was read. */
    long last() {
        return last;
    }

    /** Bytes that were no frames, of files that others follow or frames that others follow. */
    long skipped() {
        return skipped;
    }

    /** The next frames, as many as there are within the bounds but always one; none at the end of what is durable. */
    List<SpoolFrame> read(int most, int mostPayload) throws IOException {
        var found = new ArrayList<SpoolFrame>();
        var payload = 0;
        var segments = log.segments();
        for (var i = 0; i < segments.size(); i++) {
            var here = segments.get(i);
            if (here.first() < segment) {
                continue;
            }
            if (here.first() > segment) {
                segment = here.first();
                offset = 0;
                window = ByteBuffer.allocate(0);
                windowAt = 0;
            }
            var limit = i + 1 < segments.size() ? segments.get(i + 1).first() : Long.MAX_VALUE;
            while (offset < here.length() && last + 1 < limit) {
                var frame = at(here, offset);
                if (frame == null || frame.n() >= limit) {
                    if (!found.isEmpty()) {
                        return found;
                    }
                    skip(here, limit);
                    continue;
                }
                if (frame.n() > last) {
                    payload += frame.payload();
                    if (found.size() == most || !found.isEmpty() && payload > mostPayload) {
                        return found;
                    }
                    found.add(frame);
                    last = frame.n();
                }
                offset += frame.size();
            }
        }
        return found;
    }

    /** Goes on behind what is no frame: to the next one that is whole, or to the end of the file. */
    private void skip(Segment here, long limit) throws IOException {
        var from = offset;
        do {
            offset++;
        } while (offset < here.length() && !isNext(at(here, offset), limit));
        if (offset == here.length()) {
            LOG.info("spool={} bytes_of_an_unfinished_write={}", here.path(), offset - from);
        } else {
            skipped += offset - from;
            LOG.error(
                    "spool={} damaged_at={} bytes_skipped={} after_number={}: the disk did not keep what was written;"
                            + " status shows the numbers that are missing",
                    here.path(),
                    from,
                    offset - from,
                    last);
        }
    }

    private boolean isNext(SpoolFrame frame, long limit) {
        return frame != null && frame.n() > last && frame.n() < limit;
    }

    /** The frame at an offset of the file; null where there is none that is whole. */
    private SpoolFrame at(Segment here, long position) throws IOException {
        var end = windowAt + window.limit();
        if (position + SpoolFrame.MOST_BYTES > end && end < here.length()) {
            var frame = SpoolFrame.at(window, (int) (position - windowAt));
            return frame != null ? frame : SpoolFrame.at(fill(here, position), 0);
        }
        return SpoolFrame.at(window, (int) (position - windowAt));
    }

    private ByteBuffer fill(Segment here, long position) throws IOException {
        window = ByteBuffer.allocate((int) Math.min(here.length() - position, 2L * SpoolFrame.MOST_BYTES));
        windowAt = position;
        try (var file = log.read(here)) {
            while (window.hasRemaining() && file.read(window, position + window.position()) >= 0) {
                // Until it is full, or the file shorter than it was.
            }
        }
        if (window.hasRemaining()) {
            throw new IOException(here.path() + " has lost its end: it was " + here.length() + " bytes long");
        }
        return window.flip();
    }
}
