package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final StringWriter printed = new StringWriter();
    private final Report report = new Report(new PrintWriter(printed), false);

    @Test
    void aWarningIsNoFault() {
        report.add(Finding.warn("acme", "slow"));
        assertEquals(0, report.end());
        assertEquals("warn  acme         slow\nno fault, 1 warning\n", printed.toString());
    }

    @Test
    void whatDoesNotWorkExitsWithOne() {
        report.add(Finding.broken("acme", "no connection"));
        report.add(Finding.ok("port", "8080 is free"));
        assertEquals(1, report.end());
        assertEquals("1 fault", printed.toString().lines().toList().get(2));
    }

    @Test
    void aFaultyConfigurationWinsOverWhatDoesNotWork() {
        report.add(Finding.wrong("settings", "no target"));
        report.add(Finding.broken("acme", "no connection"));
        assertEquals(2, report.end());
    }

    @Test
    void aPagesControlCharactersDoNotReachTheTerminal() {
        report.add(Finding.ok("acme", "name \u001b[2J"));
        assertEquals("ok    acme         name  [2J\n", printed.toString());
    }

    @Test
    void forAProgramEachFindingIsOneObject() {
        new Report(new PrintWriter(printed), true).add(Finding.broken("acme", "gone"));
        assertEquals("{\"level\":\"fault\",\"about\":\"acme\",\"message\":\"gone\"}\n", printed.toString());
    }
}
