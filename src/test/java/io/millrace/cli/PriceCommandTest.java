package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PriceCommandTest {
    private final StringWriter printed = new StringWriter();

    private int run(String input, String... args) {
        var command = new PriceCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(command).setOut(new PrintWriter(printed)).execute(args);
    }

    private List<String> lines() {
        return printed.toString().lines().toList();
    }

    @Test
    void eachTextGivesOneLine() {
        assertEquals(0, run("", "2.310,00 €", "sold out"));
        assertEquals(
                List.of(
                        "{\"amount\":2310.00,\"currency\":\"EUR\",\"symbol\":\"€\"}",
                        "{\"amount\":null,\"currency\":null,\"symbol\":null,\"reason\":\"no number\"}"),
                lines());
    }

    @Test
    void amountsAreWrittenInFull() {
        run("", "Rp 1.550.000.000");
        assertTrue(lines().get(0).startsWith("{\"amount\":1550000000,"), lines().get(0));
    }

    @Test
    void linesOfStandardInputCarryTheirHints() {
        int exit = run("""
                {"text":"1.226","currency_hint":"KWD","decimal_separator":"."}
                {"text":"99 kr","language":"sv"}
                """);
        assertEquals(0, exit);
        assertEquals(
                List.of(
                        "{\"amount\":1.226,\"currency\":\"KWD\",\"symbol\":null}",
                        "{\"amount\":99,\"currency\":\"SEK\",\"symbol\":\"kr\"}"),
                lines());
    }

    @Test
    void aSymbolThatNothingSettlesListsWhatItCanMean() {
        run("", "99 kr");
        assertEquals(
                List.of("{\"amount\":99,\"currency\":null,\"symbol\":\"kr\","
                        + "\"ambiguous\":[\"SEK\",\"NOK\",\"DKK\",\"ISK\"]}"),
                lines());
    }

    @Test
    void theShopsCountrySettlesASymbol() {
        run("", "--country", "NO", "99 kr");
        assertEquals(List.of("{\"amount\":99,\"currency\":\"NOK\",\"symbol\":\"kr\"}"), lines());
    }

    @Test
    void anAmountBelowZeroIsToldAsSuch() {
        run("", "--", "-12,50 €");
        assertTrue(lines().get(0).startsWith("{\"amount\":-12.50,\"currency\":\"EUR\""), lines().get(0));
    }

    @Test
    void badLinesAreAnsweredInTheirPlaceAndFailTheRun() {
        int exit = run("""
                {"text":
                {"text":"5 €","decimal_separator":";"}
                {"price":"5 €"}
                {"text":"5 €"}
                """);
        assertEquals(1, exit);
        assertEquals(4, lines().size());
        assertTrue(lines().get(0).startsWith("{\"error\":\"line 1: not JSON"), lines().get(0));
        assertTrue(lines().get(1).contains("line 2: decimal_separator is \\\";\\\""), lines().get(1));
        assertTrue(lines().get(2).contains("\"line\":3"), lines().get(2));
        assertEquals("{\"amount\":5,\"currency\":\"EUR\",\"symbol\":\"€\"}", lines().get(3));
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertEquals(2, run("", "--curency", "EUR", "5"));
    }
}
