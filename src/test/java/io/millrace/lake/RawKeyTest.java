package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.StreamId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RawKeyTest {
    private static final StreamId STREAM = new StreamId("my.events", 1_795_280_000L);
    private static final Instant ARRIVED = Instant.parse("2026-11-21T10:59:59.999Z");

    private static String key(String first) {
        return RawKey.of(STREAM, "shardId-000000000000", ARRIVED, first).toString();
    }

    @Test
    void aKeyNamesHourStreamShardAndFirstSequenceNumber() {
        assertEquals(
                "raw/dt=2026-11-21/hour=10/my.events.1795280000-shardId-000000000000-" + "0".repeat(61)
                        + "123.jsonl.gz",
                key("123"));
    }

    @Test
    void aSequenceNumberOfKinesisIsPaddedToo() {
        var seq = "49590338271490256608559692538361571095921575989136588898";
        assertTrue(key(seq).endsWith("-" + "0".repeat(8) + seq + ".jsonl.gz"), key(seq));
    }

    @Test
    void keysSortAsTheirNumbers() {
        var random = new Random(7);
        var numbers = random.ints(200, 1, 200)
                .mapToObj(bits -> new BigInteger(bits, random))
                .toList();
        assertEquals(
                numbers.stream().sorted().map(n -> key(n.toString())).toList(),
                numbers.stream()
                        .map(n -> key(n.toString()))
                        .sorted(Comparator.naturalOrder())
                        .toList());
    }

    @Test
    void theFirstSequenceNumberComesBackFromTheKey() {
        var prefix = RawKey.prefix(STREAM, "shardId-000000000000", Instant.parse("2026-11-21T10:00:00Z"));
        assertEquals("1230", RawKey.firstOf(key("1230"), prefix));
        assertEquals("0", RawKey.firstOf(key("0"), prefix));
    }
}
