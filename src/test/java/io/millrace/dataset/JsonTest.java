package io.millrace.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Thing(String name, Instant at, BigDecimal price) {}

    private static String written(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type, "lake/thing.json");
    }

    @Test
    void timesAreRfc3339AndNumbersExactAndNullsLeftOut() {
        var thing = new Thing(null, Instant.parse("2026-11-21T10:00:00.5Z"), new BigDecimal("12.50"));
        assertEquals("{\"at\":\"2026-11-21T10:00:00.500Z\",\"price\":12.50}", written(thing));
        assertEquals(thing, read(written(thing), Thing.class));
    }

    @Test
    void nullsOfMapsAreLeftOutToo() {
        var map = new HashMap<String, Object>();
        map.put("a", null);
        assertEquals("{}", written(map));
    }

    @Test
    void numbersKeepTheirZeros() {
        assertEquals("{\"a\":100.00}", read("{\"a\":100.00}", JsonNode.class).toString());
    }

    @Test
    void aFieldOfALaterVersionIsPassedOver() {
        assertEquals("x", read("{\"name\":\"x\",\"new\":1}", Thing.class).name());
    }

    @Test
    void whatIsDamagedIsNamedWithItsPlace() {
        for (var damaged : new String[] {"", "{\"name\":", "{} {}", "{\"name\":\"a\",\"name\":\"b\"}"}) {
            var fault = assertThrows(UncheckedIOException.class, () -> read(damaged, Thing.class), damaged);
            assertTrue(fault.getMessage().startsWith("lake/thing.json is not a readable Thing"), fault.getMessage());
        }
    }
}
