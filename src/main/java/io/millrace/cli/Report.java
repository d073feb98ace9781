package io.millrace.cli;

import java.io.PrintWriter;

/** Prints findings as they come, and keeps what the exit code needs. */
final class Report {
    private final PrintWriter out;
    private final boolean json;
    private int faults;
    private int warnings;
    private int exit;

    Report(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void add(Finding finding) {
        out.println(json ? JsonLines.write(finding.json()) : finding.line());
        out.flush();
        faults += finding.level().exit() > 0 ? 1 : 0;
        warnings += finding.level() == Finding.Level.WARN ? 1 : 0;
        exit = Math.max(exit, finding.level().exit());
    }

    /** Says how it went; returns 0, 1 if something named does not work, 2 if the configuration is faulty. */
    int end() {
        if (!json) {
            var said = warnings == 0 ? "" : ", " + Counted.of(warnings, "warning");
            out.println((faults == 0 ? "no fault" : Counted.of(faults, "fault")) + said);
            out.flush();
        }
        return exit;
    }
}
