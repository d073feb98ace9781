package io.millrace.fetch;

/** One look at all pages of a source; guarded by its frontier. */
final class Round {
    final String source;
    /** Nanoseconds of {@link Time#nanoTime()}. */
    final long began;

    /** Pages that wait or are under way. */
    int left;

    Round(String source, long began) {
        this.source = source;
        this.began = began;
    }
}
