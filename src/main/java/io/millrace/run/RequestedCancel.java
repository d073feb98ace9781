package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.emr.JobCancel;
import io.millrace.lake.S3ObjectStore;
import io.millrace.lake.Submissions;
import java.net.URI;
import java.util.Optional;

/** The way to the jobs on EMR from another process than the one that waits for them. */
public final class RequestedCancel {
    private RequestedCancel() {}

    /**
     * Asks for the end of the job that cleans a batch.
     *
     * @return its name, id and place; empty if none is under way
     * @throws UsageException if no job cleans batches
     */
    public static Optional<String> cancel(Settings settings, long n) {
        if (!settings.clean().engine().isOnEmr()) {
            throw new UsageException(
                    "batches are cleaned on this machine (clean.engine): stopping that program ends it");
        }
        try (var clients = clients(settings);
                var spark = new SparkBeans(settings, clients.emr())) {
            var store = new S3ObjectStore(clients.s3(), settings.aws().bucket());
            return new JobCancel(spark.jobs(), new Submissions(store)).cancel(n);
        }
    }

    private static Clients clients(Settings settings) {
        var region = settings.aws().region();
        if (settings.target() == Target.AWS) {
            return Clients.aws(region);
        }
        var process = RunningProcess.find(settings.data())
                .filter(one -> one.emr() != null)
                .orElseThrow(() -> new UsageException(
                        "no process with a stand-in of EMR runs on " + settings.data() + ", so no job does"));
        return Clients.local(
                URI.create(process.kinesis()), URI.create(process.s3()), URI.create(process.emr()), region);
    }
}
