package io.millrace.lake;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** The lines of a gzip object, one after the other: unpacked, no more than one of them is in memory. Not thread-safe. */
public final class GzipLines implements AutoCloseable {
    private final String key;
    private final BufferedReader reader;
    private long number;

    /**
     * @throws IllegalStateException if there is no such object
     * @throws UncheckedIOException if it is no gzip
     */
    public GzipLines(ObjectStore store, String key) {
        this.key = key;
        var content = store.get(key)
                .orElseThrow(
                        () -> new IllegalStateException(key + " is gone; restore it from a backup or its versions"));
        try {
            reader = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The next line in UTF-8; null after the last. */
    public byte[] next() {
        try {
            var line = reader.readLine();
            number++;
            return line == null ? null : line.getBytes(StandardCharsets.UTF_8);
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
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException(key + " cannot be read after line " + number, e);
    }
}
