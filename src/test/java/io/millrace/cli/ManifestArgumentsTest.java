package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.k8s.Manifests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.UnmatchedArgumentException;

/** The arguments of the containers in {@code k8s/}, against the program's own command line. */
class ManifestArgumentsTest {
    private final List<List<String>> arguments =
            Manifests.read().workloads().stream().map(Manifests::args).toList();

    @Test
    void theyRunAllStages() {
        assertEquals(2, arguments.size());
        for (var args : arguments) {
            var run = Millrace.commandLine()
                    .parseArgs(args.toArray(String[]::new))
                    .subcommand();
            assertEquals("run", run.commandSpec().name());
            assertEquals(List.of(), run.unmatched());
            assertEquals(false, run.hasMatchedOption("--only") || run.hasMatchedOption("--once"));
        }
    }

    @Test
    void aMisspelledFlagIsFound() {
        for (var args : arguments) {
            var misspelled = new ArrayList<>(args);
            misspelled.replaceAll(arg -> arg.replace("--config", "--confg"));
            var line = Millrace.commandLine();
            assertThrows(UnmatchedArgumentException.class, () -> line.parseArgs(misspelled.toArray(String[]::new)));
        }
    }
}
