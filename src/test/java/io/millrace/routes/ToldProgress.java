package io.millrace.routes;

import io.millrace.fetch.RoundWatch;
import io.millrace.reconcile.Progress;
import java.time.Duration;

/** Tells a progress of rounds, as the running program does. */
record ToldProgress(Progress progress) implements RoundWatch {
    @Override
    public void begins(String source, int pages) {
        progress.roundBegins(source, pages);
    }

    @Override
    public void grows(String source, int pages) {
        progress.roundGrows(source, pages);
    }

    @Override
    public void ends(String source, Duration took) {
        progress.roundEnds(source);
    }

    @Override
    public void overlaps(String source) {
        progress.roundLeftOut(source);
    }
}
