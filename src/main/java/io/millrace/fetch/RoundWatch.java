package io.millrace.fetch;

import java.time.Duration;

/** Is told of rounds. Called by one thread at a time; must not call back. */
public interface RoundWatch {
    void begins(String source, int pages);

    /** Pages were found that belong to the round under way. */
    void grows(String source, int pages);

    /** All its pages were looked at, or given up. */
    void ends(String source, Duration took);

    /** A round was due while the one before was under way, and is left out. */
    void overlaps(String source);
}
