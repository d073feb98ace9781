package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NamedValuesTest {
    @Test
    void whatAMessageNamesIsAField() {
        assertEquals(
                Map.of("stage", "clean", "batch", 7L),
                NamedValues.named("stage=clean batch={} held: {}", new Object[] {7L, "a=b"}));
    }

    @Test
    void whatAMessageIsFilledInWithNamesNothing() {
        assertEquals(
                Map.of("source", "acme"), NamedValues.named("source={} {}", new Object[] {"acme", "url=evil level=x"}));
        assertEquals(Map.of(), NamedValues.named("told by a site: level=off", null));
    }

    @Test
    void fieldsThatEveryLineHasAreNotTaken() {
        assertEquals(Map.of(), NamedValues.named("level={} message={}", new Object[] {"x", "y"}));
    }

    @Test
    void aLineIsOneObjectWithTheStackTraceInside() throws Exception {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var event = new LoggingEvent(
                "x",
                context.getLogger("io.millrace.lake.Landing"),
                Level.WARN,
                "stage=land shard={} failed: {}",
                new IllegalStateException("two\nlines \"quoted\""),
                new Object[] {"shard-1", "no\nanswer"});
        var line = new String(LogOutput.json(context).encode(event), StandardCharsets.UTF_8);
        assertEquals(1, line.lines().count(), line);
        var fields = Json.MAPPER.readTree(line);
        assertEquals("land", fields.path("stage").asText());
        assertEquals("shard-1", fields.path("shard").asText());
        assertEquals("WARN", fields.path("level").asText());
        assertEquals("io.millrace.lake.Landing", fields.path("logger").asText());
        assertEquals(
                "stage=land shard=shard-1 failed: no\nanswer",
                fields.path("message").asText());
        assertTrue(fields.path("stack_trace").asText().contains("at io.millrace.run.NamedValuesTest"), line);
        assertTrue(fields.path("timestamp").asText().endsWith("Z"), line);
    }
}
