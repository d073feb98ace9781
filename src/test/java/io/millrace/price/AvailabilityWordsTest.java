package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AvailabilityWordsTest {
    @ParameterizedTest
    @EnumSource(Availability.class)
    void whatMachinesWriteIsReadAsWithCare(Availability value) {
        for (var address : new String[] {"", "https://schema.org/", "http://schema.org/", "schema.org/", " "}) {
            var text = address + value.name();
            assertEquals(value, AvailabilityWords.readWithCare(text), text);
            assertEquals(value, AvailabilityWords.read(text), text);
        }
    }
}
