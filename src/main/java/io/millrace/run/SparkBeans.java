package io.millrace.run;

import io.millrace.clean.ProposalReader;
import io.millrace.config.CleanSettings.Engine;
import io.millrace.config.ClusterSettings;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.emr.CleanJobs;
import io.millrace.emr.EmrClusters;
import io.millrace.emr.EmrSteps;
import io.millrace.emr.Jobs;
import io.millrace.emr.NewCluster;
import io.millrace.emr.Patience;
import io.millrace.emr.ServerlessRuns;
import io.millrace.emr.SparkLocal;
import io.millrace.emr.SparkSubmit;
import io.millrace.lake.AttemptIds;
import io.millrace.lake.Commits;
import io.millrace.lake.Submissions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.CamelContext;

/** The beans of the routes that have batches cleaned by Spark; holds their clients. */
final class SparkBeans implements AutoCloseable {
    private static final String LOCAL_ROLE = "arn:aws:iam::000000000000:role/local";

    private final Settings settings;
    private final EmrClients clients;
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    SparkBeans(Settings settings, EmrClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    /**
     * Binds what the engine's route calls.
     *
     * @param work folder for the files of running attempts
     * @return what waits for jobs; null where none are asked for
     */
    CleanJobs bind(CamelContext context, LakeParts lake, Commits commits, Path work, Clock clock) {
        var registry = context.getRegistry();
        var clean = settings.clean();
        if (clean.engine() == Engine.EMBEDDED) {
            return null;
        }
        registry.bind("proposals", new ProposalReader(lake.store()));
        if (clean.engine() == Engine.SPARK_LOCAL) {
            registry.bind(
                    "sparkLocal",
                    new SparkLocal(
                            lake.store(),
                            () -> LocalSpark.find(clean),
                            work,
                            AttemptIds.of(clock),
                            context::isStopping));
            return null;
        }
        var patience = settings.target() == Target.LOCAL
                ? Patience.withStandin(clean.sparkTimeout())
                : Patience.withAws(clean.sparkTimeout());
        var jobs = new CleanJobs(
                jobs(),
                new Submissions(lake.store()),
                commits,
                AttemptIds.of(clock),
                patience,
                context::isStopping,
                clean.emr().cancelOnStop(),
                clock,
                System::nanoTime);
        registry.bind("cleanJobs", jobs);
        return jobs;
    }

    /** What runs jobs, with clients of its own. */
    Jobs jobs() {
        var emr = settings.clean().emr();
        var names = LocalEmr.names(settings);
        var isLocal = settings.target() == Target.LOCAL;
        var call = new SparkSubmit(
                isLocal && emr.jar().isEmpty() ? lake() + "millrace-spark.jar" : emr.jar(), lake(), emr.options());
        if (settings.clean().engine() == Engine.EMR && emr.started().isPresent()) {
            return new EmrClusters(
                    hold(clients.emr()),
                    hold(clients.submitting()),
                    settings.aws().bucket(),
                    cluster(emr.started().get(), emr.log()),
                    call);
        }
        if (settings.clean().engine() == Engine.EMR) {
            return new EmrSteps(
                    hold(clients.emr()),
                    hold(clients.submitting()),
                    isLocal && emr.clusterName().isEmpty() ? names.cluster() : emr.cluster(),
                    emr.clusterName(),
                    call);
        }
        return new ServerlessRuns(
                hold(clients.serverless()),
                isLocal ? names.application() : emr.application(),
                isLocal && emr.role().isEmpty() ? LOCAL_ROLE : emr.role(),
                emr.log(),
                settings.clean().sparkTimeout(),
                call);
    }

    private static NewCluster cluster(ClusterSettings started, String log) {
        return new NewCluster(
                started.release(),
                started.instanceType(),
                started.instances(),
                started.bid(),
                started.subnet(),
                started.serviceRole(),
                started.instanceProfile(),
                log,
                started.idle());
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a client of EMR could not be closed", e);
            }
        }
    }

    private String lake() {
        return "s3://" + settings.aws().bucket() + "/";
    }

    private <T extends AutoCloseable> T hold(T client) {
        held.push(client);
        return client;
    }
}
