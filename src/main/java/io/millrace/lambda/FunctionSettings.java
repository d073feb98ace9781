package io.millrace.lambda;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.run.LogOutput;
import io.millrace.run.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of a function: of a file in its image or a layer, and of its variables. */
final class FunctionSettings {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionSettings.class);
    private static final String CONFIG = "MILLRACE_CONFIG";
    private static final String DATA = "MILLRACE_DATA";

    private FunctionSettings() {}

    /** The settings of this process, as {@link #load(Map, Path)}. */
    static Settings load() {
        return load(System.getenv(), Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * The settings that result from the arguments alone. The file is the one that {@code MILLRACE_CONFIG} names, else
     * {@code config/millrace.yaml} or {@code millrace.yaml} in the folder of the function's code ({@code LAMBDA_TASK_ROOT}).
     *
     * @param temporary where data are written, unless {@code MILLRACE_DATA} says so: nothing else can be written to
     * @throws UsageException if they do not say target aws
     * @throws io.millrace.config.ConfigException with every fault of every setting
     */
    static Settings load(Map<String, String> environment, Path temporary) {
        var root = Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", "/var/task"));
        var variables = new HashMap<>(environment);
        var named = Optional.ofNullable(variables.remove(CONFIG)).filter(file -> !file.isBlank());
        var file = named.map(Path::of)
                .or(() -> Stream.of("config/millrace.yaml", "millrace.yaml")
                        .map(root::resolve)
                        .filter(Files::exists)
                        .findFirst());
        var flags = variables.getOrDefault(DATA, "").isBlank()
                ? List.of(new Flag(
                        "the temporary folder",
                        "millrace.data",
                        temporary.resolve("millrace").toString()))
                : List.<Flag>of();
        // No function loads or shows, so that none needs a login to a warehouse.
        var settings = Settings.loadWithoutWarehouses(file, flags, variables, root);
        LogOutput.set(settings.log());
        settings.warnings().forEach(warning -> LOG.warn("{}", warning));
        if (settings.target() != Target.AWS) {
            throw new UsageException("a function works on AWS alone, and its target is local (set by "
                    + settings.origin("millrace.target") + "): set target: aws in "
                    + file.map(Path::toString).orElse(root.resolve("config/millrace.yaml") + ", which is not there,")
                    + " or MILLRACE_TARGET=aws");
        }
        return settings;
    }
}
