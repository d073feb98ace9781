package io.millrace.cli;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.run.LogOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
        return told(quietSettings(more));
    }

    /**
     * The same of a command that asks no warehouse, or leaves that to a process that does: it may run where secrets of
     * warehouses are not.
     */
    Settings settingsWithoutWarehouses() {
        return told(read(List.of(), false));
    }

    private Settings told(Settings settings) {
        settings.warnings().forEach(warning -> command.commandLine().getErr().println("warning: " + warning));
        return settings;
    }

    /**
     * The same of a command that runs for long: what it prints is part of the log, where programs read that.
     *
     * @param warehouses whether it needs their secrets
     */
    Settings loggedSettings(List<Flag> more, BooleanSupplier warehouses) {
        if (LoggedLines.isAskedFor(System.getenv())) {
            // Also what is wrong with the configuration, which then has not been read.
            LogOutput.set(LoggedLines.EARLY);
            LoggedLines.redirect(command, LoggedLines.EARLY);
        }
        var settings = read(more, warehouses.getAsBoolean());
        LoggedLines.redirect(command, settings.log());
        return told(settings);
    }

    /** The settings, with these flags and some more. */
    Settings quietSettings(List<Flag> more) {
        return read(more, true);
    }

    private Settings read(List<Flag> more, boolean warehouses) {
        var flags = new ArrayList<>(more);
        if (data != null) {
            flags.add(new Flag("--data", "millrace.data", data));
        }
        var file = Optional.ofNullable(config);
        var settings = warehouses ? Settings.load(file, flags) : Settings.loadWithoutWarehouses(file, flags);
        LogOutput.set(settings.log());
        return settings;
    }

    /** The same flags for another command. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (config != null) {
            arguments.addAll(List.of("--config", config.toString()));
        }
        if (data != null) {
            arguments.addAll(List.of("--data", data));
        }
        return arguments;
    }

    /** What another command needs to find the same data folder: {@code --data FOLDER} behind a space, or nothing. */
    String dataFlag() {
        return data == null ? "" : " --data " + (data.contains(" ") ? '"' + data + '"' : data);
    }
}
