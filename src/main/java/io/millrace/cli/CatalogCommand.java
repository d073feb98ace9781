package io.millrace.cli;

import io.millrace.run.CatalogAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace catalog}: whether the Glue catalog says what the manifests say. */
@Command(
        name = "catalog",
        header = "Holds the Glue catalog against the lake, and mends it.",
        description = "The stage clean registers what it commits by itself (catalog.mode). These are for when somebody"
                + " else changed the catalog: they ask for each batch that counts, also while a pipeline runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace catalog check       what it lacks, or has and should not have",
            "  ./millrace catalog repair      adds the one and takes out the other"
        })
final class CatalogCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: check or repair");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Tells what tables and manifests say differently; exits 1 if they do.")
    int check(@Mixin Common common) throws Exception {
        try (var access = CatalogAccess.open(common.settingsWithoutWarehouses())) {
            var out = spec.commandLine().getOut();
            var differences = access.differences();
            differences.forEach(difference -> out.println(difference.words()));
            out.flush();
            return differences.stream().allMatch(one -> one.isNone()) ? 0 : 1;
        }
    }

    @Command(
            name = "repair",
            mixinStandardHelpOptions = true,
            description = "Makes tables that are missing, registers what is missing, takes out what does not count.")
    int repair(@Mixin Common common) throws Exception {
        try (var access = CatalogAccess.open(common.settingsWithoutWarehouses())) {
            var out = spec.commandLine().getOut();
            var round = access.repair();
            out.println("made or changed " + Counted.of(round.tables(), "table") + ", registered "
                    + Counted.of(round.created(), "partition") + ", took out "
                    + Counted.of(round.deleted(), "partition"));
            out.flush();
            return 0;
        }
    }
}
