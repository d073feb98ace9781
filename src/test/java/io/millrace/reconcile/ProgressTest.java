package io.millrace.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();
    private final DefaultExchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void pagesAreCountedBySource() {
        exchange.setProperty("MillraceSource", "acme");
        progress.roundBegins("acme", 3);
        progress.pageDone(exchange);
        progress.pageDone(exchange);
        progress.workFailed(exchange);
        progress.roundEnds("acme");
        assertEquals(new Progress.SourceCounts(3, 2, 1, 1), progress.source("acme"));
        assertEquals(new Progress.SourceCounts(0, 0, 0, 0), progress.source("other"));
        assertEquals(1, progress.failed());
    }

    @Test
    void workWithoutASourceFailsToo() {
        progress.workFailed(exchange);
        assertEquals(1, progress.failed());
    }
}
