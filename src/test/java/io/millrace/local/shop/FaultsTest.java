package io.millrace.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.local.shop.Faults.Fault;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @Test
    void eachKindComesAboutAsOftenAsAsked() {
        var counted = new EnumMap<Fault, Integer>(Fault.class);
        drawn(2, 1, 20_000).forEach(fault -> counted.merge(fault, 1, Integer::sum));
        for (var fault : List.of(Fault.SLOW, Fault.ERROR, Fault.THROTTLED)) {
            assertEquals(0.02, counted.get(fault) / 20_000.0, 0.005, fault::toString);
        }
    }

    @Test
    void noFaultComesWhenNoneIsAsked() {
        assertTrue(drawn(0, 1, 5_000).stream().allMatch(Fault.NONE::equals));
    }

    @Test
    void theRequestAfterAFailedOneDoesNotFail() {
        var faults = drawn(30, 1, 5_000);
        for (var i = 1; i < faults.size(); i++) {
            if (List.of(Fault.ERROR, Fault.THROTTLED).contains(faults.get(i - 1))) {
                assertEquals(Fault.NONE, faults.get(i));
            }
        }
    }

    @Test
    void theSeedDecidesWhichRequestsFail() {
        assertEquals(drawn(10, 1, 100), drawn(10, 1, 100));
        assertNotEquals(drawn(10, 1, 100), drawn(10, 2, 100));
    }

    @Test
    void aShareThatCannotBeSaysWhatCan() {
        var message = assertThrows(IllegalArgumentException.class, () -> new Faults(1, 31))
                .getMessage();
        assertTrue(message.contains("31") && message.contains("0 to 30"), message);
    }

    private static List<Fault> drawn(int percent, long seed, int requests) {
        var faults = new Faults(seed, percent);
        return Stream.generate(() -> faults.next("LH-4007")).limit(requests).toList();
    }
}
