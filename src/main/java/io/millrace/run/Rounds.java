package io.millrace.run;

import io.millrace.fetch.RoundWatch;
import io.millrace.reconcile.Progress;
import io.millrace.watch.SourceHealth;
import java.time.Clock;
import java.time.Duration;

/** Tells the progress and the health of the sources what becomes of its rounds. */
record Rounds(Progress progress, SourceHealth health, Clock clock) implements RoundWatch {
    @Override
    public void begins(String source, int pages) {
        progress.roundBegins(source, pages);
        health.roundBegan(source, clock.instant());
    }

    @Override
    public void grows(String source, int pages) {
        progress.roundGrows(source, pages);
    }

    @Override
    public void ends(String source, Duration took) {
        progress.roundEnds(source);
        health.roundEnded(source, took);
    }

    @Override
    public void overlaps(String source) {
        progress.roundLeftOut(source);
    }
}
