package io.millrace.cli;

import io.millrace.config.CleanSettings.Engine;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.run.AwsFault;
import io.millrace.run.EmrClients;
import io.millrace.run.LocalSpark;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at what cleans, where that is not this program: Spark on this machine, or a cluster or application. Only reads. */
final class EngineCheck {
    private static final String ABOUT = "engine";
    private static final int NOT_FOUND = 404;
    /** States of a cluster that takes steps. */
    private static final List<ClusterState> TAKING =
            List.of(ClusterState.STARTING, ClusterState.BOOTSTRAPPING, ClusterState.RUNNING, ClusterState.WAITING);

    private final Settings settings;
    private final Report report;

    EngineCheck(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void check() {
        var engine = settings.clean().engine();
        if (engine == Engine.EMBEDDED) {
            return;
        }
        if (engine == Engine.SPARK_LOCAL || settings.target() == Target.LOCAL) {
            checkSpark();
            return;
        }
        try {
            if (engine == Engine.EMR) {
                checkCluster();
            } else {
                checkApplication();
            }
        } catch (SdkException e) {
            report.add(
                    Finding.broken(ABOUT, (engine == Engine.EMR ? "emr" : "emr-serverless") + ": " + AwsFault.said(e)));
        }
        checkJar(URI.create(settings.clean().emr().jar()));
    }

    private void checkSpark() {
        try {
            var spark = LocalSpark.find(settings.clean());
            report.add(
                    Files.isRegularFile(spark.job())
                            ? Finding.ok(ABOUT, "Spark in " + spark.home().folder() + ", job " + spark.job())
                            : Finding.broken(
                                    ABOUT,
                                    "there is no " + spark.job()
                                            + ", the jar of the Spark job: build it with mvn package"));
        } catch (IllegalStateException e) {
            report.add(Finding.broken(ABOUT, e.getMessage()));
        }
    }

    private void checkCluster() {
        var emr = settings.clean().emr();
        try (var client = clients().emr()) {
            if (emr.started().isPresent()) {
                client.listClusters(request -> request.clusterStates(TAKING));
                report.add(Finding.ok(
                        ABOUT,
                        "EMR clusters can be listed; one of "
                                + emr.started().get().release() + " is started when needed"));
                report.add(Finding.warn(
                        ABOUT,
                        "whether this user may start one shows only by starting it, and was not tried:"
                                + " that needs elasticmapreduce:RunJobFlow, AddJobFlowSteps, AddTags, TerminateJobFlows, CancelSteps"
                                + " and iam:PassRole on " + emr.started().get().serviceRole() + " and "
                                + emr.started().get().instanceProfile()));
                return;
            }
            if (emr.cluster().isEmpty()) {
                var there = client.listClustersPaginator(request -> request.clusterStates(TAKING)).clusters().stream()
                        .filter(one -> one.name().equals(emr.clusterName()))
                        .map(ClusterSummary::id)
                        .toList();
                report.add(
                        there.isEmpty()
                                ? Finding.broken(
                                        ABOUT,
                                        "no EMR cluster called " + emr.clusterName()
                                                + " is starting, waiting or running: start one, or correct"
                                                + " clean.emr.cluster-name")
                                : Finding.ok(ABOUT, "EMR cluster " + emr.clusterName() + ": " + there.get(0)));
                return;
            }
            client.listSteps(request -> request.clusterId(emr.cluster()));
            var cluster = client.describeCluster(request -> request.clusterId(emr.cluster()))
                    .cluster();
            var said = "EMR cluster " + emr.cluster() + ": " + cluster.status().stateAsString();
            report.add(
                    TAKING.contains(cluster.status().state())
                            ? Finding.ok(ABOUT, said)
                            : Finding.broken(ABOUT, said + ": start another, and correct clean.emr.cluster"));
        }
    }

    private void checkApplication() {
        var id = settings.clean().emr().application();
        try (var client = clients().serverless()) {
            var application =
                    client.getApplication(request -> request.applicationId(id)).application();
            client.listJobRuns(request -> request.applicationId(id).maxResults(1));
            var said = "EMR Serverless application " + id + ": " + application.type() + ", "
                    + application.releaseLabel() + ", " + application.stateAsString();
            report.add(
                    "Spark".equalsIgnoreCase(application.type())
                            ? Finding.ok(ABOUT, said)
                            : Finding.broken(ABOUT, said + ": name one of type Spark in clean.emr.application"));
        }
    }

    private void checkJar(URI jar) {
        var key = jar.getPath().substring(1);
        try (var s3 = S3Client.builder()
                .region(Region.of(settings.aws().region()))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            s3.headObject(request -> request.bucket(jar.getHost()).key(key));
            report.add(Finding.ok(ABOUT, "job " + jar));
        } catch (S3Exception e) {
            report.add(Finding.broken(
                    ABOUT,
                    e.statusCode() == NOT_FOUND
                            ? "there is no " + jar + ": put target/millrace-spark.jar there (mvn package builds it), or"
                                    + " correct clean.emr.jar"
                            : jar + " cannot be looked at (HTTP status " + e.statusCode()
                                    + "): grant s3:GetObject on it, or correct clean.emr.jar"));
        } catch (SdkException e) {
            report.add(Finding.broken(ABOUT, jar + ": " + AwsFault.said(e)));
        }
    }

    private EmrClients clients() {
        return new EmrClients(settings.aws().region(), null);
    }
}
