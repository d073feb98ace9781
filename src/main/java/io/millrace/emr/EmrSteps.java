package io.millrace.emr;

import io.millrace.lake.AbsentException;
import io.millrace.lake.Submission;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterSummary;
import software.amazon.awssdk.services.emr.model.Step;
import software.amazon.awssdk.services.emr.model.StepSummary;

/** Jobs as steps on an EMR cluster that somebody keeps. Thread-safe. */
public final class EmrSteps implements Jobs {
    private final EmrClient emr;
    private final Steps steps;
    private final String cluster;
    private final String clusterName;

    /**
     * @param submitting never asks a second time by itself, since each request to add a step adds one
     * @param cluster id of the cluster; empty: the one called {@code clusterName}
     */
    public EmrSteps(EmrClient emr, EmrClient submitting, String cluster, String clusterName, SparkSubmit call) {
        this.emr = emr;
        this.cluster = cluster;
        this.clusterName = clusterName;
        this.steps = new Steps(emr, submitting, call);
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
        return steps.find(submission.where(), submission).map(StepSummary::id);
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public String submit(Submission submission) {
        return steps.add(submission.where(), submission);
    }

    @Override
    public JobState look(Submission submission, String id) {
        var step = emr.describeStep(
                        request -> request.clusterId(submission.where()).stepId(id))
                .step();
        var status = step.status();
        var phase = Steps.phase(status);
        var started = status.timeline() == null ? null : status.timeline().startDateTime();
        return phase == JobState.Phase.UNDER_WAY || phase == JobState.Phase.DONE
                ? new JobState(status.stateAsString(), phase, "", "", started)
                : new JobState(status.stateAsString(), phase, Steps.reason(status), log(submission, step), started);
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
        steps.cancel(submission.where(), id);
    }
}
