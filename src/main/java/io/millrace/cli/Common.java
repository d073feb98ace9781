package io.millrace.cli;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that works on a configuration. */
final class Common {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file (default: millrace.yaml in the working folder, if there is one).")
    private Path config;

    @Option(names = "--data", paramLabel = "FOLDER", description = "The data folder (default: ./data).")
    private String data;

    /** The settings, with these flags and some more. */
    Settings settings(List<Flag> more) {
        var flags = new ArrayList<>(more);
        if (data != null) {
            flags.add(new Flag("--data", "millrace.data", data));
        }
        var settings = Settings.load(Optional.ofNullable(config), flags);
        settings.warnings().forEach(warning -> System.err.println("warning: " + warning));
        return settings;
    }
}
