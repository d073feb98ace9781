package io.millrace.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.run.Pipeline;
import io.millrace.source.Source;

/**
 * What came of a round over all sources.
 *
 * @param pages looked at, those that failed among them
 * @param events in the stream, with those that an earlier invocation had left on the disk
 * @param failed pages and events that were given up and are kept under {@code failed/}
 * @param leftToOthers pages whose hosts other instances hold
 * @param leftOut pages that there was no time for
 * @param fault why what was published is not all in the stream; null if it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Scraped(long pages, long events, long failed, long leftToOthers, long leftOut, String fault) {
    /** What a pipeline has done so far. */
    static Scraped of(Pipeline pipeline, String fault) {
        var progress = pipeline.progress();
        long pages = 0;
        long leftOut = 0;
        for (var source : pipeline.sources()) {
            var counts = progress.source(source.name());
            pages += counts.done() + counts.failed();
            leftOut += counts.rounds() > 0 ? 0 : left(source, counts.pages(), progress.through(source.name()));
        }
        return new Scraped(pages, progress.events(), progress.failed(), progress.left(), leftOut, fault);
    }

    /** A source whose round has not begun counts with what it declares. */
    private static long left(Source source, long pages, long through) {
        return Math.max(0, Math.max(source.size(), pages) - through);
    }

    /** Whether all of it worked, as {@code run --only fetch --once} would say. */
    boolean isWhole() {
        return fault == null && failed == 0 && leftToOthers == 0 && leftOut == 0;
    }
}
