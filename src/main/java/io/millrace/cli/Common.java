package io.millrace.cli;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.run.LogOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command that works on a configuration. */
final class Common {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file (default: millrace.yaml in the working folder, if there is one).")
    private Path config;

    @Option(names = "--data", paramLabel = "FOLDER", description = "The data folder (default: ./data).")
    private String data;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The settings, with these flags and some more; what is odd is told. */
    Settings settings(List<Flag> more) {
        var settings = quietSettings(more);
        settings.warnings().forEach(warning -> command.commandLine().getErr().println("warning: " + warning));
        return settings;
    }

    /** The same of a command that runs for long: what it prints is part of the log, where programs read that. */
    Settings loggedSettings(List<Flag> more) {
        if (LoggedLines.isAskedFor(System.getenv())) {
            // Also what is wrong with the configuration, which then has not been read.
            LogOutput.set(LoggedLines.EARLY);
            LoggedLines.redirect(command, LoggedLines.EARLY);
        }
        var log = quietSettings(more).log();
        LoggedLines.redirect(command, log);
        return settings(more);
    }

    /** The settings, with these flags and some more. */
    Settings quietSettings(List<Flag> more) {
        var flags = new ArrayList<>(more);
        if (data != null) {
            flags.add(new Flag("--data", "millrace.data", data));
        }
        var settings = Settings.load(Optional.ofNullable(config), flags);
        LogOutput.set(settings.log());
        return settings;
    }

    /** What another command needs to find the same data folder: {@code --data FOLDER} behind a space, or nothing. */
    String dataFlag() {
        return data == null ? "" : " --data " + (data.contains(" ") ? '"' + data + '"' : data);
    }
}
