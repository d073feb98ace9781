package io.millrace.emr;

import io.millrace.lake.AbsentException;
import io.millrace.lake.Submission;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.InvalidRequestException;
import software.amazon.awssdk.services.emr.model.Step;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepSummary;

/** Jobs as steps on an EMR cluster. Thread-safe. */
public final class EmrSteps implements Jobs {
    /** Difference between the clocks of two machines, and then some. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private final EmrClient emr;
    private final EmrClient submitting;
    private final String cluster;
    private final String clusterName;
    private final SparkSubmit call;

    /**
     * @param submitting never asks a second time by itself, since each request to add a step adds one
     * @param cluster id of the cluster; empty: the one called {@code clusterName}
     */
    public EmrSteps(EmrClient emr, EmrClient submitting, String cluster, String clusterName, SparkSubmit call) {
        this.emr = emr;
        this.submitting = submitting;
        this.cluster = cluster;
        this.clusterName = clusterName;
        this.call = call;
    }

    @Override
    public String engine() {
        return "emr";
    }

    @Override
    public String place() {
        if (!cluster.isEmpty()) {
            return cluster;
        }
        return emr
                .listClustersPaginator(request -> request.clusterStates(
                        ClusterState.STARTING, ClusterState.BOOTSTRAPPING, ClusterState.RUNNING, ClusterState.WAITING))
                .clusters()
                .stream()
                .filter(one -> one.name().equals(clusterName))
                .max(Comparator.comparing(one -> one.status().timeline().creationDateTime()))
                .map(ClusterSummary::id)
                .orElseThrow(() -> new AbsentException("no EMR cluster called " + clusterName
                        + " is starting, waiting or running: start one, or correct clean.emr.cluster-name"));
    }

    @Override
    public Optional<String> find(Submission submission) {
        var oldest = submission.at().minus(EARLIER);
        try {
            return steps(submission.where())
                    .takeWhile(step -> step.status().timeline() == null
                            || step.status().timeline().creationDateTime().isAfter(oldest))
                    .filter(step -> step.name().equals(submission.name()))
                    .map(StepSummary::id)
                    .findFirst();
        } catch (InvalidRequestException e) {
            // A cluster that ended months ago is no longer known, nor are its steps.
            return Optional.empty();
        }
    }

    /** Newest first. */
    private Stream<StepSummary> steps(String where) {
        return emr.listStepsPaginator(request -> request.clusterId(where)).steps().stream();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public String submit(Submission submission) {
        return submitting
                .addJobFlowSteps(request -> request.jobFlowId(submission.where())
                        .steps(step -> step.name(submission.name())
                                .actionOnFailure(ActionOnFailure.CONTINUE)
                                .hadoopJarStep(
                                        jar -> jar.jar("command-runner.jar").args(call.command(submission)))))
                .stepIds()
                .get(0);
    }

    @Override
    public JobState look(Submission submission, String id) {
        var step = emr.describeStep(
                        request -> request.clusterId(submission.where()).stepId(id))
                .step();
        var status = step.status();
        var phase =
                switch (status.state()) {
                    case COMPLETED -> JobState.Phase.DONE;
                    case FAILED, CANCELLED -> JobState.Phase.FAILED;
                    case INTERRUPTED -> JobState.Phase.INTERRUPTED;
                    default -> JobState.Phase.UNDER_WAY;
                };
        var started = status.timeline() == null ? null : status.timeline().startDateTime();
        return phase == JobState.Phase.UNDER_WAY || phase == JobState.Phase.DONE
                ? new JobState(status.stateAsString(), phase, "", "", started)
                : new JobState(status.stateAsString(), phase, reason(step), log(submission, step), started);
    }

    private static String reason(Step step) {
        var details = step.status().failureDetails();
        var change = step.status().stateChangeReason();
        return Stream.of(
                        details == null ? null : details.reason(),
                        details == null ? null : details.message(),
                        change == null ? null : change.message())
                .filter(said -> said != null && !said.isBlank())
                .distinct()
                .reduce((one, other) -> one + ": " + other)
                .orElse("");
    }

    private String log(Submission submission, Step step) {
        var details = step.status().failureDetails();
        if (details != null && details.logFile() != null) {
            return details.logFile();
        }
        var folder = emr.describeCluster(request -> request.clusterId(submission.where()))
                .cluster()
                .logUri();
        return folder == null ? "" : folder + submission.where() + "/steps/" + step.id() + "/";
    }

    @Override
    public void cancel(Submission submission, String id) {
        emr.cancelSteps(request -> request.clusterId(submission.where())
                .stepIds(id)
                .stepCancellationOption(StepCancellationOption.TERMINATE_PROCESS));
    }
}
