package io.millrace.local.emr;

import java.nio.file.Path;
import java.util.List;

/** Runs a Spark job on this machine. Thread-safe. */
@FunctionalInterface
public interface JobRunner {
    /**
     * Runs a job to its end; whoever is interrupted meanwhile ends it.
     *
     * @param arguments of its main class
     * @param work folder for what it spills and for its log, {@code spark.log}
     * @throws Exception if it failed, with what went wrong
     */
    void run(List<String> arguments, Path work) throws Exception;
}
