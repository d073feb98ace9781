package io.millrace.emr;

import io.millrace.lake.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepSummary;

/**
 * Jobs as steps of clusters that are started for them and end by themselves. Thread-safe.
 *
 * <p>A cluster is named after the lake and after the submission it was started for, so it is found again without its id. A
 * submission that comes while one of the lake's is up becomes a step of that one. The id of a job is that of its cluster.
 */
public final class EmrClusters implements Jobs {
    /** Longer than a cluster is up that is given one step after the other. */
    private static final Duration LONGEST_UP = Duration.ofDays(8);

    private static final List<ClusterState> TAKING =
            List.of(ClusterState.STARTING, ClusterState.BOOTSTRAPPING, ClusterState.RUNNING, ClusterState.WAITING);
    private static final Set<ClusterState> OVER = Set.of(ClusterState.TERMINATED, ClusterState.TERMINATED_WITH_ERRORS);
    /** Why a cluster ends that will end so again, or that somebody wanted to end. */
    private static final Set<ClusterStateChangeReasonCode> OWN_FAULTS = Set.of(
            ClusterStateChangeReasonCode.VALIDATION_ERROR,
            ClusterStateChangeReasonCode.BOOTSTRAP_FAILURE,
            ClusterStateChangeReasonCode.STEP_FAILURE,
            ClusterStateChangeReasonCode.USER_REQUEST);
    /** Of a cluster that ends, and so takes no step any more. */
    private static final Set<String> TAKES_NONE = Set.of("InvalidRequestException", "ValidationException");

    private final EmrClient emr;
    private final EmrClient submitting;
    private final Steps steps;
    private final String family;
    private final NewCluster cluster;

    /**
     * @param submitting never asks a second time by itself, since each request starts a cluster
     * @param lake name of the bucket
     */
    public EmrClusters(EmrClient emr, EmrClient submitting, String lake, NewCluster cluster, SparkSubmit call) {
        this.emr = emr;
        this.submitting = submitting;
        this.steps = new Steps(emr, submitting, call);
        this.family = "millrace/" + lake;
        this.cluster = cluster;
    }

    @Override
    public String engine() {
        return "emr";
    }

    /** What the names of the clusters begin with: which one it is shows only when the step is there. */
    @Override
    public String place() {
        return family;
    }

    @Override
    public Optional<String> find(Submission submission) {
        var name = NewCluster.name(family, submission);
        var ended = submission.at().minus(Steps.EARLIER);
        return own(List.of(ClusterState.knownValues().toArray(ClusterState[]::new)), submission)
                .filter(one -> one.status().timeline().endDateTime() == null
                        || one.status().timeline().endDateTime().isAfter(ended))
                // Its own first, which has the step even while no list of steps shows it.
                .sorted(Comparator.comparing(one -> !one.name().equals(name)))
                .filter(one -> one.name().equals(name)
                        || steps.find(one.id(), submission).isPresent())
                .map(ClusterSummary::id)
                .findFirst();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public String submit(Submission submission) {
        var up = own(TAKING, submission)
                .max(Comparator.comparing(one -> one.status().timeline().creationDateTime()))
                .map(ClusterSummary::id);
        if (up.isPresent() && isAdded(up.get(), submission)) {
            return up.get();
        }
        return submitting
                .runJobFlow(cluster.request(family, submission, steps.of(submission)))
                .jobFlowId();
    }

    private boolean isAdded(String up, Submission submission) {
        try {
            steps.add(up, submission);
            return true;
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails() != null
                    && TAKES_NONE.contains(e.awsErrorDetails().errorCode())) {
                return false;
            }
            throw e;
        }
    }

    private Stream<ClusterSummary> own(List<ClusterState> states, Submission submission) {
        return emr
                .listClustersPaginator(request -> request.clusterStates(states)
                        .createdAfter(submission.at().minus(LONGEST_UP)))
                .clusters()
                .stream()
                .filter(one -> one.name().startsWith(family + "/"));
    }

    @Override
    public JobState look(Submission submission, String id) {
        var step = steps.find(id, submission).orElse(null);
        var phase = step == null ? JobState.Phase.UNDER_WAY : Steps.phase(step.status());
        if (phase == JobState.Phase.DONE || step != null && step.status().state() == StepState.RUNNING) {
            var started = step.status().timeline().startDateTime();
            return new JobState(step.status().stateAsString(), phase, "", "", started);
        }
        var where = emr.describeCluster(request -> request.clusterId(id)).cluster();
        var isOver = OVER.contains(where.status().state());
        if (phase == JobState.Phase.UNDER_WAY && !isOver) {
            return new JobState(where.status().stateAsString(), phase, "", "", null);
        }
        return ended(step, where);
    }

    private static JobState ended(StepSummary step, Cluster where) {
        var timeline = step == null ? null : step.status().timeline();
        var started = timeline == null ? null : timeline.startDateTime();
        var isUp = TAKING.contains(where.status().state());
        var change = where.status().stateChangeReason();
        var said = change == null || isUp
                ? ""
                : Steps.said(Stream.of(
                        "cluster " + where.status().stateAsString(), change.codeAsString(), change.message()));
        return new JobState(
                step == null ? where.status().stateAsString() : step.status().stateAsString(),
                isUp ? Steps.phase(step.status()) : phase(step, started, where),
                step == null ? said : Steps.reason(step.status(), said),
                log(step, where),
                started);
    }

    /** Of a step that did not do its work, on a cluster that has ended or is about to. */
    private static JobState.Phase phase(StepSummary step, Instant started, Cluster where) {
        if (step != null && step.status().state() == StepState.FAILED) {
            return JobState.Phase.FAILED;
        }
        var change = where.status().stateChangeReason();
        var why = change == null ? null : change.code();
        // A step that came too late for its cluster has not begun.
        var isCancelled = why == ClusterStateChangeReasonCode.ALL_STEPS_COMPLETED
                && started != null
                && step.status().state() == StepState.CANCELLED;
        return isCancelled || why != null && OWN_FAULTS.contains(why)
                ? JobState.Phase.FAILED
                : JobState.Phase.INTERRUPTED;
    }

    private static String log(StepSummary step, Cluster where) {
        var details = step == null ? null : step.status().failureDetails();
        if (details != null && details.logFile() != null) {
            return details.logFile();
        }
        if (where.logUri() == null) {
            return "";
        }
        return where.logUri() + where.id() + (step == null ? "/" : "/steps/" + step.id() + "/");
    }

    /** Ends the cluster too, unless others have steps there. */
    @Override
    public void cancel(Submission submission, String id) {
        var step = steps.find(id, submission);
        var others = steps.all(id)
                .filter(one -> !one.name().equals(submission.name()))
                .anyMatch(one -> Steps.phase(one.status()) == JobState.Phase.UNDER_WAY);
        if (step.isPresent() && others) {
            steps.cancel(id, step.get().id());
        } else {
            emr.terminateJobFlows(request -> request.jobFlowIds(id));
        }
    }
}
