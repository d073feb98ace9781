package io.millrace.cli;

import io.millrace.run.BatchAccess;
import io.millrace.run.BatchTalk.Loaded;
import io.millrace.run.BatchTalk.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace load}: what is cleaned, into the warehouses, by hand. */
@Command(
        name = "load",
        header = "Loads what is cleaned and not loaded yet, and tells what it did.",
        description = "Where a process that loads runs on the data folder already, it does the round.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace load                      all warehouses",
            "  ./millrace load local --dry-run      the SQL that would be run"
        })
final class LoadCommand implements Callable<Integer> {
    private static final String NOTHING = "nothing is due";

    @Mixin
    private Common common;

    @Parameters(paramLabel = "WAREHOUSE", arity = "0..1", description = "The one that is loaded (default: all).")
    private String warehouse;

    @Option(names = "--dry-run", description = "Print the statements that would be run, and load nothing.")
    private boolean dry;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        try (var access = BatchAccess.toLoad(common.settings(List.of()), "load", dry)) {
            var loaded = access.ask(Request.load(warehouse, dry), Loaded.class);
            var exit = 0;
            if (dry) {
                LoadWords.script(loaded, NOTHING, out);
            } else {
                exit = LoadWords.tell(loaded, NOTHING, out);
            }
            out.flush();
            return exit;
        }
    }
}
