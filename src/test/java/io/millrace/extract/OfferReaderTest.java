package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OfferReaderTest {
    private static final String ADDRESS = "https://shop.example/p/1?key=verysecret";
    private static final String OFFER = "{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":{%s}}";

    private final OfferReader reader =
            new OfferReader(Datasets.shipped().named("prices").orElseThrow());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(OfferReader.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private Exchange observe(String html, Map<String, String> select) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty("MillraceUrl", ADDRESS);
        exchange.setProperty("MillraceSource", "acme");
        exchange.setProperty("MillraceSelect", select);
        exchange.setProperty("MillraceFetchedAt", Instant.parse("2026-05-04T10:00:00Z"));
        exchange.getMessage().setBody(html.getBytes(StandardCharsets.UTF_8));
        reader.observe(exchange);
        return exchange;
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aPageWithAPriceIsReadInSilence() {
        var html = Pages.withJsonLd(OFFER.formatted("\"price\":\"5.00\",\"priceCurrency\":\"EUR\""));
        var exchange = observe(html, Map.of());
        assertEquals(List.of(), said());
        assertEquals(true, exchange.getProperty("MillracePriced"));
    }

    @Test
    void aPageThatSaysNothingOfAnOfferIsToldWithSourceAddressReasonAndCure() {
        var exchange = observe("<title>About us</title><h1>About us</h1><p>Nice people</p>", Map.of());
        assertEquals(1, said().size());
        var line = said().get(0);
        assertTrue(line.startsWith("source=acme url=https://shop.example/p/1?*** has neither price nor"), line);
        assertTrue(line.contains("no product data and no price that can be told"), line);
        assertTrue(line.contains("./millrace extract URL --all") && line.contains("select:"), line);
        assertEquals(false, exchange.getProperty("MillracePriced"));
        assertTrue(exchange.getMessage().getBody() instanceof Observation, "it is published all the same");
    }

    @Test
    void aPriceSelectorThatMatchesNothingIsToldWhereTheProductCanBeBought() {
        var html = Pages.withJsonLd(OFFER.formatted("\"price\":\"5.00\",\"availability\":\"InStock\""));
        observe(html, Map.of("price", "span.nope"));
        assertEquals(1, said().size());
        assertTrue(said().get(0).contains("select.price: span.nope matches nothing; correct select:"), said().get(0));
    }

    @Test
    void aSoldOutPageNeedsNoPrice() {
        var html = Pages.withJsonLd(OFFER.formatted("\"availability\":\"OutOfStock\""));
        observe(html, Map.of("price", "span.nope"));
        assertEquals(List.of(), said());
    }

    @Test
    void aRefusalOfTheSiteDoesNotRepeatAKeyOfTheAddress() {
        var failure = assertThrows(
                UnreadablePageException.class,
                () -> observe("<title>Access denied</title><h1>Access denied</h1>", Map.of()));
        assertTrue(failure.getMessage().endsWith("at https://shop.example/p/1?***"), failure.getMessage());
    }
}
