package io.millrace.lake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The lines of a gzip object, one after the other: unpacked, no more than one of them is in memory. Not thread-safe. */
public final class GzipLines implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final String key;
    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private long number;

    /**
     * @throws IllegalStateException if there is no such object
     * @throws UncheckedIOException if it is no gzip
     */
    public GzipLines(ObjectStore store, String key) {
        this(
                new ByteArrayInputStream(store.get(key)
                        .orElseThrow(() ->
                                new IllegalStateException(key + " is gone; restore it from a backup or its versions"))),
                key);
    }

    /**
     * @param content is closed with this
     * @param key for messages
     * @throws UncheckedIOException if it is no gzip
     */
    public GzipLines(InputStream content, String key) {
        this.key = key;
        try {
            in = new GZIPInputStream(content, BUFFER);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The next line in UTF-8, without its line end; null after the last. */
    public byte[] next() {
        try {
            var looked = start;
            while (true) {
                for (; looked < end; looked++) {
                    if (buffer[looked] == '\n') {
                        return line(looked, looked + 1);
                    }
                }
                var before = looked - start;
                if (!fill()) {
                    return before == 0 ? null : line(end, end);
                }
                looked = start + before;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Where the line that was given last stands, for messages. */
    public String place() {
        return key + " line " + number;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private byte[] line(int to, int next) {
        var line = Arrays.copyOfRange(buffer, start, to);
        start = next;
        number++;
        return line;
    }

    /** Reads more behind what is not given yet; whether there was more. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        var more = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, more);
        return more > 0;
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException(key + " cannot be read after line " + number, e);
    }
}
