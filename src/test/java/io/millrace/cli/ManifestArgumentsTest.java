package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.k8s.Manifests;
import io.millrace.k8s.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.UnmatchedArgumentException;

/** The arguments of the containers in {@code k8s/}, against the program's own command line. */
class ManifestArgumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"base", "plain"})
    void eachStageIsTakenOverAndOnlyTheLoadingOfThePageTwice(String folder) {
        var stages = Manifests.of(folder).workloads().stream()
                .filter(Workload::isLasting)
                .collect(Collectors.toMap(Workload::name, workload -> {
                    var run = Millrace.commandLine()
                            .parseArgs(workload.args().toArray(String[]::new))
                            .subcommand();
                    assertEquals("run", run.commandSpec().name());
                    assertEquals(List.of(), run.unmatched());
                    return run.matchedOptionValue("--only", "");
                }));
        assertEquals(
                Map.of(
                        "millrace-fetch", "fetch",
                        "millrace-land", "land",
                        "millrace-clean-and-load", "clean,load",
                        "millrace-dashboard", "load,dashboard"),
                stages);
    }

    @Test
    void theWeeklyJobLooksAtEverything() {
        var job = Manifests.of("overlays/example").workload("millrace-deep-status");
        var status = Millrace.commandLine()
                .parseArgs(job.args().toArray(String[]::new))
                .subcommand();
        assertEquals("status", status.commandSpec().name());
        assertEquals(true, status.matchedOptionValue("--deep", false));
    }

    @Test
    void aMisspelledFlagIsFound() {
        for (var workload : Manifests.of("base").workloads()) {
            var misspelled = new ArrayList<>(workload.args());
            misspelled.replaceAll(arg -> arg.replace("--config", "--confg"));
            var line = Millrace.commandLine();
            assertThrows(UnmatchedArgumentException.class, () -> line.parseArgs(misspelled.toArray(String[]::new)));
        }
    }
}
