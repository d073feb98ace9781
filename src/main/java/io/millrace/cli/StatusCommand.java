package io.millrace.cli;

import io.millrace.dataset.Json;
import io.millrace.run.Inquiry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace status}: counts, lags and the sums. */
@Command(
        name = "status",
        description =
                "Shows counts, lags and the sums, stage by stage; exits 1 when a sum does not hold, a batch is held, or something is wrong.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Option(
            names = "--deep",
            description = "Hold everything against its content: objects, plans, files, tables. Reads all of it.")
    private boolean deep;

    @Spec
    private CommandSpec spec;

    private String said = "";

    @Override
    public Integer call() throws Exception {
        var text = Inquiry.status(common.settingsWithoutWarehouses(), deep, this::say);
        var status = Json.MAPPER.readTree(text);
        spec.commandLine().getOut().println(json ? text : StatusTable.of(status));
        return status.path("ok").asBoolean() ? 0 : 1;
    }

    private void say(String progress) {
        if (!progress.equals(said)) {
            spec.commandLine().getErr().println(progress + " …");
            spec.commandLine().getErr().flush();
            said = progress;
        }
    }
}
