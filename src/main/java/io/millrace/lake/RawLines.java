package io.millrace.lake;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines of a raw object, to be gone through once. Not thread-safe. */
public final class RawLines implements Iterable<RawLine>, AutoCloseable {
    private final GzipLines lines;
    private final RawLineReader reader = new RawLineReader();

    RawLines(ObjectStore store, String key) {
        lines = new GzipLines(store, key);
    }

    @Override
    public Iterator<RawLine> iterator() {
        return new Iterator<>() {
            private byte[] next = lines.next();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public RawLine next() {
                if (next == null) {
                    throw new NoSuchElementException(lines.place());
                }
                var line = reader.read(next, lines::place);
                next = lines.next();
                return line;
            }
        };
    }

    @Override
    public void close() {
        lines.close();
    }
}
