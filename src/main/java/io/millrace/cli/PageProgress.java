package io.millrace.cli;

import io.millrace.reconcile.Progress;
import io.millrace.source.Source;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Says how far the pages are, now and then: what a person wants to see, and no log is flooded by. */
final class PageProgress {
    private static final int FEW_SOURCES = 4;
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final Progress progress;
    private final Supplier<List<Source>> sources;
    private final PrintWriter err;
    private String said = "";
    private long saidAt;

    PageProgress(Progress progress, Supplier<List<Source>> sources, PrintWriter err) {
        this.progress = progress;
        this.sources = sources;
        this.err = err;
    }

    /** Whether each source was looked at once. */
    boolean isThrough() {
        return sources.get().stream()
                .allMatch(source -> progress.source(source.name()).rounds() > 0);
    }

    /** Says it if there is something new and the last time was a while ago. */
    void sayNowAndThen(long nanoTime) {
        if (said.isEmpty() || nanoTime - saidAt >= PAUSE_NANOS) {
            say();
            saidAt = nanoTime;
        }
    }

    /** Says it if there is something new. */
    void say() {
        var line = line();
        if (!line.equals(said) && !sources.get().isEmpty()) {
            err.println(line);
            err.flush();
            said = line;
        }
    }

    private String line() {
        var sources = this.sources.get();
        var line = "pages: " + share(sources);
        return sources.size() == 1 || sources.size() > FEW_SOURCES
                ? line
                : line
                        + sources.stream()
                                .map(source -> source.name() + " " + share(List.of(source)))
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    private String share(List<Source> some) {
        var done = some.stream()
                .mapToLong(source -> progress.through(source.name()))
                .sum();
        var all = some.stream()
                // More than are declared, once lists are read.
                .mapToLong(source ->
                        Math.max(source.size(), progress.source(source.name()).pages()))
                .sum();
        return String.format(Locale.ROOT, "%,d of %,d", done, all);
    }
}
