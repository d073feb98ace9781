package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashRangeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 1000})
    void rangesCoverEveryHashKeyWithoutAGap(int shards) {
        var ranges = HashRange.divide(shards);
        assertEquals(shards, ranges.size());
        assertEquals(BigInteger.ZERO, ranges.get(0).from());
        for (int i = 1; i < shards; i++) {
            assertTrue(ranges.get(i - 1).isFollowedBy(ranges.get(i)));
        }
        assertEquals(
                HashRange.KEYS.subtract(BigInteger.ONE), ranges.get(shards - 1).to());
    }

    @Test
    void threeShardsBeginWhereThoseOfAwsDo() {
        assertEquals(
                List.of("0", "113427455640312821154458202477256070485", "226854911280625642308916404954512140970"),
                HashRange.divide(3).stream()
                        .map(range -> range.from().toString())
                        .toList());
    }

    @Test
    void aPartitionKeyHashesToItsMd5AsAnUnsignedNumber() {
        // RFC 1321: MD5("message digest") = f96b697d7cb7938d525a2f31aaf161d0
        assertEquals(new BigInteger("f96b697d7cb7938d525a2f31aaf161d0", 16), HashRange.hashOf("message digest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "01", "1e3", "340282366920938463463374607431768211456"})
    void whatIsNoHashKeyIsRefusedWithItsValue(String text) {
        var fault = assertThrows(Fault.class, () -> HashRange.parseKey("ExplicitHashKey", text));
        assertEquals("InvalidArgumentException", fault.type());
        assertTrue(fault.getMessage().endsWith("Specified value was " + text), fault.getMessage());
    }

    @Test
    void theLastHashKeyIsOne() {
        assertEquals(
                HashRange.KEYS.subtract(BigInteger.ONE),
                HashRange.parseKey("ExplicitHashKey", "340282366920938463463374607431768211455"));
    }
}
