package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.reconcile.Progress;
import io.millrace.source.PageRef;
import io.millrace.source.SiteAccess;
import io.millrace.source.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class PageProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter printed = new StringWriter();
    private final Progress counts = new Progress();

    private static Source source(String name, int pages) {
        var refs = IntStream.range(0, pages)
                .mapToObj(n -> new PageRef("https://acme.example/" + n, Map.of(), ""))
                .toList();
        return new Source(
                name,
                Duration.ofMinutes(5),
                null,
                Duration.ZERO,
                refs,
                List.of(),
                Map.of(),
                null,
                null,
                SiteAccess.of(Duration.ZERO, false),
                "");
    }

    private PageProgress progress(Source... sources) {
        return new PageProgress(counts, () -> List.of(sources), new PrintWriter(printed));
    }

    private void done(String source) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty("MillraceSource", source);
        counts.pageDone(exchange);
    }

    @Test
    void itIsSaidOnlyNowAndThen() {
        var progress = progress(source("acme", 3_000));
        progress.sayNowAndThen(0);
        done("acme");
        progress.sayNowAndThen(SECOND);
        progress.sayNowAndThen(2 * SECOND);
        done("acme");
        progress.sayNowAndThen(6 * SECOND);
        assertEquals("pages: 0 of 3,000\npages: 2 of 3,000\n", printed.toString());
    }

    @Test
    void fewSourcesAreCountedEachForItself() {
        done("acme");
        progress(source("acme", 2), source("best", 1)).say();
        assertEquals("pages: 1 of 3 (acme 1 of 2, best 0 of 1)\n", printed.toString());
    }

    @Test
    void theSameIsNotSaidTwice() {
        var progress = progress(source("acme", 1));
        progress.say();
        progress.say();
        assertEquals("pages: 0 of 1\n", printed.toString());
    }

    @Test
    void itIsThroughWhenEachSourceHadItsRound() {
        var progress = progress(source("acme", 1), source("best", 1));
        counts.roundEnds("acme");
        assertFalse(progress.isThrough());
        counts.roundEnds("best");
        assertTrue(progress.isThrough());
    }
}
