package io.millrace.cli;

import io.millrace.run.DataFolder;
import io.millrace.run.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace local}: only the stand-ins. */
@Command(
        name = "local",
        header = "Runs only the local stream and bucket, until stopped.",
        description = "The stages can then run as processes of their own: "
                + "./millrace run --only land --data SAME_FOLDER uses them.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class LocalCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = common.loggedSettings(List.of(), () -> false);
        var kind = DataFolder.isOne(settings.data()) ? DataFolder.kindOf(settings.data()) : DataFolder.Kind.RUN;
        try (var session = Session.open(settings, "local", kind);
                var stop = new StopSignal()) {
            session.operate();
            session.announce(null);
            var out = spec.commandLine().getOut();
            out.println("S3 at " + session.standins().s3() + ", bucket "
                    + settings.aws().bucket());
            out.println("Kinesis at " + session.standins().kinesis() + ", stream " + settings.aws().stream());
            if (session.emr() != null) {
                out.println("EMR and EMR Serverless at " + session.emr());
            }
            if (session.standins().glue() != null) {
                out.println("Glue at " + session.standins().glue() + ", database "
                        + settings.catalog().database());
            }
            out.println("Region " + settings.aws().region() + ", any credentials. Ctrl-C stops.");
            out.flush();
            stop.await();
        }
        return 0;
    }
}
