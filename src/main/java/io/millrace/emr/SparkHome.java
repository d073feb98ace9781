package io.millrace.emr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A Spark installation on this machine: the folder that holds {@code jars/}. */
public record SparkHome(Path folder) {
    private static final String VARIABLE = "SPARK_HOME";
    private static final String CURES =
            ": set clean.spark-home or SPARK_HOME to the folder of a Spark 3.5 or 4 that holds jars/, or fetch one with"
                    + " mvn -f src/spark/pom.xml package";

    /**
     * The installation that is set, else the one that the environment names, else {@code spark} beside the program's jar.
     *
     * @param set what {@code clean.spark-home} says
     * @param program folder of the jar that runs
     * @throws IllegalStateException if there is none, with what to do
     */
    public static SparkHome find(Optional<Path> set, Map<String, String> environment, Path program) {
        if (set.isPresent()) {
            return checked(set.get(), "clean.spark-home");
        }
        var variable = environment.getOrDefault(VARIABLE, "");
        return variable.isBlank()
                ? checked(program.resolve("spark"), "the folder beside the program")
                : checked(Path.of(variable), VARIABLE);
    }

    private static SparkHome checked(Path folder, String origin) {
        if (!Files.isDirectory(folder.resolve("jars"))) {
            throw new IllegalStateException("no Spark in " + folder + " (" + origin + ")" + CURES);
        }
        return new SparkHome(folder);
    }

    /** Its jars, as a class path. */
    String classPath() {
        return folder.resolve("jars") + "/*";
    }
}
