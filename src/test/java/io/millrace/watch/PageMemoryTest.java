package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.millrace.dataset.Carried;
import io.millrace.dataset.FailedPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is told of a page that fails. */
class PageMemoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(PageMemory.class);

    @TempDir
    private Path folder;

    private WatchStore store;

    /** Why a page could not be had. */
    private static final class Gone extends RuntimeException implements FailedPage {
        Gone() {
            super("HTTP status 404: https://a.example/1");
        }

        @Override
        public String result() {
            return "not_found";
        }
    }

    @BeforeEach
    void open() throws IOException {
        store = WatchStore.open(folder);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        store.close();
    }

    @Test
    void aFailureIsNewsOnceAndIsNotTold() {
        var memory = memory();
        assertEquals(List.of(true, false, false), List.of(fails(memory), fails(memory), fails(memory)));
        assertEquals(List.of(), told());
    }

    @Test
    void aProcessThatBeginsLaterTellsOnceOfAPageThatFailsAsBefore() {
        fails(memory());
        var next = memory();
        assertEquals(List.of(false, false), List.of(fails(next), fails(next)));
        assertEquals(
                List.of("stage=fetch source=acme HTTP status 404: https://a.example/1 (as since 2026-03-01T12:00:00Z)"),
                told());
    }

    private PageMemory memory() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new PageMemory(store, new SourceHealth(store), "1", Duration.ofHours(24), clock);
    }

    /** Whether it is news. */
    private static boolean fails(PageMemory memory) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Carried.SOURCE, "acme");
        exchange.setProperty(Carried.URL, "https://a.example/1");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new Gone());
        memory.isNews(exchange);
        exchange.setProperty(Carried.KEPT, true);
        memory.failed(exchange);
        return exchange.getProperty(Carried.NEWS, Boolean.class);
    }

    private List<String> told() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
