package io.millrace.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void anIdNeverChangesBetweenVersionsOfTheProgram() {
        assertEquals("bb3ffcac9a9c9fb63ff878122c246160", EventIds.of("prices", "acme", List.of("A1"), AT));
    }

    @Test
    void everyPartOfAnObservationMatters() {
        var ids = new HashSet<String>();
        ids.add(EventIds.of("prices", "acme", List.of("A1"), AT));
        ids.add(EventIds.of("price", "sacme", List.of("A1"), AT));
        ids.add(EventIds.of("prices", "acme2", List.of("A1"), AT));
        ids.add(EventIds.of("prices", "acme", List.of("A2"), AT));
        ids.add(EventIds.of("prices", "acme", List.of("A", "1"), AT));
        ids.add(EventIds.of("prices", "acme", List.of("A1"), AT.plusNanos(1_000)));
        assertEquals(6, ids.size());
        assertTrue(ids.stream().allMatch(id -> id.matches("[0-9a-f]{32}")), ids.toString());
    }

    @Test
    void aHashIsSha256() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                EventIds.sha256("abc".getBytes(StandardCharsets.US_ASCII)));
    }
}
