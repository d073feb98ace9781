package io.millrace.cli;

import io.millrace.run.BatchAccess;
import io.millrace.run.BatchTalk;
import io.millrace.run.BatchTalk.Action;
import io.millrace.run.BatchTalk.Request;
import io.millrace.run.Role;
import io.millrace.run.UsageException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace clean}: what is landed, by hand. */
@Command(
        name = "clean",
        header = "Cleans what is landed now, and tells what became of it.",
        description = "Where a process that cleans runs on the data folder already, its next round is waited for.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class CleanCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        try (var access = BatchAccess.toDecide(common.settingsWithoutWarehouses(), "clean", Set.of(Role.CLEAN))) {
            var landed = access.landed();
            if (!landed.carriedOut()) {
                throw new UsageException(access.process() + " runs on this data folder without the stage clean: start"
                        + " it with --only clean, or stop it and ask again");
            }
            var outcome = new BatchOutcome(access, out, spec.commandLine().getErr());
            var end = outcome.await(Request.cleaned(landed.ends()));
            if (end == null) {
                return 1;
            }
            var cleaned = LongStream.rangeClosed(landed.committed() + 1, end.committed())
                    .boxed()
                    .toList();
            if (cleaned.isEmpty()) {
                out.println("nothing is landed that is not cleaned");
            }
            var exit = outcome.tell(access.ask(Request.about(Action.PROGRESS, cleaned), BatchTalk.Progress.class));
            out.flush();
            return exit;
        }
    }
}
