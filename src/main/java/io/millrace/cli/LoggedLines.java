package io.millrace.cli;

import io.millrace.config.LogSettings;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command says, as lines of the log: where these are read by a program, whatever the process prints has to be one of
 * them. Not thread-safe, but for the {@link PrintWriter} around it.
 */
final class LoggedLines extends Writer {
    private static final Logger LOG = LoggerFactory.getLogger("io.millrace.cli");

    /** Until the settings are read. */
    static final LogSettings EARLY = new LogSettings(LogSettings.Format.JSON, LogSettings.Level.INFO);

    private final StringBuilder line = new StringBuilder();
    private final Consumer<String> log;

    LoggedLines(Consumer<String> log) {
        this.log = log;
    }

    /** Whether the environment says so, which holds for faults of the configuration too. */
    static boolean isAskedFor(Map<String, String> environment) {
        return "json".equals(environment.get("MILLRACE_LOG_FORMAT"));
    }

    /** Makes a command that runs for long print into the log, where that is JSON. */
    static void redirect(CommandSpec command, LogSettings settings) {
        if (settings.format() == LogSettings.Format.JSON) {
            command.commandLine().setOut(new PrintWriter(new LoggedLines(LOG::info), true));
            command.commandLine().setErr(new PrintWriter(new LoggedLines(LOG::warn), true));
        }
    }

    @Override
    public void write(char[] text, int from, int length) {
        for (var i = from; i < from + length; i++) {
            if (text[i] == '\n') {
                end();
            } else if (text[i] != '\r') {
                line.append(text[i]);
            }
        }
    }

    private void end() {
        if (!line.toString().isBlank()) {
            log.accept(line.toString().strip());
        }
        line.setLength(0);
    }

    @Override
    public void flush() {
        // A line is told when it is whole.
    }

    @Override
    public void close() {
        end();
    }
}
