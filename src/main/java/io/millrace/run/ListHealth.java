package io.millrace.run;

import io.millrace.reconcile.StageHealth;
import io.millrace.source.ListWatch;

/** Lists that cannot be read show beside the stages, by their source. */
record ListHealth(StageHealth health) implements ListWatch {
    private static final String STAGE = "find-pages-";

    @Override
    public void works(String source) {
        health.worked(STAGE + source);
    }

    @Override
    public void fails(String source, Throwable reason) {
        health.failed(STAGE + source, reason);
    }
}
