package io.millrace.run;

import io.millrace.config.CleanSettings;
import io.millrace.emr.SparkHome;
import io.millrace.emr.SparkProcess;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Spark on this machine, and the jar of the job beside the program's own. */
public final class LocalSpark {
    private static final String JAR = "millrace-spark.jar";

    private LocalSpark() {}

    /**
     * What runs jobs.
     *
     * @throws IllegalStateException if there is no Spark, with what to do
     */
    public static SparkProcess find(CleanSettings clean) {
        var program = program();
        var threads = Runtime.getRuntime().availableProcessors();
        return new SparkProcess(
                SparkHome.find(clean.sparkHome(), System.getenv(), program),
                program.resolve(JAR),
                SparkProcess.longFlags(clean.sparkMemory(), threads),
                threads,
                clean.sparkTimeout());
    }

    /** Folder of the jar that runs, or of the classes. */
    private static Path program() {
        try {
            var code = LocalSpark.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(code.toURI()).toAbsolutePath().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program does not know where it is", e);
        }
    }
}
