package io.millrace.cli;

import io.millrace.config.Nearest;
import io.millrace.config.Settings;
import io.millrace.run.UsageException;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace config}: each setting as it counts, and where it was set. Secrets are {@code ***}. */
@Command(
        name = "config",
        header = "Prints every setting as it counts, and where it was set.",
        description = {
            "Sizes are in bytes, secrets are ***; what each setting means stands in docs/settings.md. The rules and "
                    + "channels of alerts are told by ./millrace alerts preview.",
        },
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace config                  all of them",
            "  ./millrace config --set            those that are not at their default",
            "  ./millrace config warehouses       those that begin with millrace.warehouses"
        })
final class ConfigCommand implements Callable<Integer> {
    private static final String PREFIX = "millrace.";
    private static final String DEFAULT = "default";

    @Mixin
    private Common common;

    @Parameters(
            paramLabel = "KEY",
            arity = "0..1",
            description = "A setting, or the beginning of some: fetch, load.from.")
    private String key;

    @Option(names = "--set", description = "Only what is not at its default.")
    private boolean set;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = common.settingsWithoutWarehouses();
        var found = new TreeMap<>(settings.properties());
        if (key != null) {
            var beginning = key.startsWith(PREFIX) ? key : PREFIX + key;
            found.keySet().removeIf(name -> !name.equals(beginning) && !name.startsWith(beginning + "."));
            if (found.isEmpty()) {
                throw new UsageException(
                        "no setting is or begins with " + beginning + ": " + hint(settings, beginning));
            }
        }
        if (set) {
            found.keySet().removeIf(name -> settings.origin(name).equals(DEFAULT));
        }
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("all of them are at their defaults");
        }
        var out = spec.commandLine().getOut();
        found.forEach((name, value) -> out.println(name + "=" + value + "  # " + settings.origin(name)));
        out.flush();
        return 0;
    }

    private static String hint(Settings settings, String wanted) {
        var parts = wanted.substring(PREFIX.length()).split("\\.", 2);
        var groups = settings.properties().keySet().stream()
                .map(name -> name.substring(PREFIX.length()).split("\\.", 2)[0])
                .distinct()
                .toList();
        return groups.contains(parts[0])
                ? "./millrace config " + parts[0] + " shows those of " + parts[0]
                : Nearest.hint(parts[0], groups);
    }
}
