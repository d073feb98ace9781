package io.millrace.clean;

import io.millrace.lake.Manifest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** The rejected lines of an attempt, one JSON line each, gzip; counted by reason. Not thread-safe. */
final class RejectedFile implements AutoCloseable {
    private final Path file;
    private final Map<String, Long> reasons = new TreeMap<>();
    private OutputStream out;

    RejectedFile(Path file) {
        this.file = file;
    }

    void add(Rejection rejection) throws IOException {
        if (out == null) {
            out = new GZIPOutputStream(Files.newOutputStream(file));
        }
        out.write(rejection.toJson());
        out.write('\n');
        reasons.merge(rejection.reason(), 1L, Long::sum);
    }

    /** Counts a line of which nothing is kept. */
    void erase() {
        reasons.merge(Manifest.ERASED, 1L, Long::sum);
    }

    /** Whether there is nothing to keep. */
    boolean isEmpty() {
        return out == null;
    }

    Map<String, Long> reasons() {
        return reasons;
    }

    long count() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
