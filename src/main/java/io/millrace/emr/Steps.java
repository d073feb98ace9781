package io.millrace.emr;

import io.millrace.lake.Submission;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.InvalidRequestException;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepConfig;
import software.amazon.awssdk.services.emr.model.StepStatus;
import software.amazon.awssdk.services.emr.model.StepSummary;

/**
 * Steps of any cluster. Thread-safe.
 *
 * @param submitting never asks a second time by itself, since each request to add a step adds one
 */
record Steps(EmrClient emr, EmrClient submitting, SparkSubmit call) {
    /** Difference between the clocks of two machines, and then some. */
    static final Duration EARLIER = Duration.ofHours(1);

    /** The step of a submission; empty if the cluster has none, or is no longer known. */
    Optional<StepSummary> find(String cluster, Submission submission) {
        var oldest = submission.at().minus(EARLIER);
        try {
            return all(cluster)
                    .takeWhile(step -> step.status().timeline() == null
                            || step.status().timeline().creationDateTime().isAfter(oldest))
                    .filter(step -> step.name().equals(submission.name()))
                    .findFirst();
        } catch (InvalidRequestException e) {
            // A cluster that ended months ago is no longer known, nor are its steps.
            return Optional.empty();
        }
    }

    /** Newest first. */
    Stream<StepSummary> all(String cluster) {
        return emr.listStepsPaginator(request -> request.clusterId(cluster)).steps().stream();
    }

    /** What is asked for. */
    StepConfig of(Submission submission) {
        return StepConfig.builder()
                .name(submission.name())
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar").args(call.command(submission)))
                .build();
    }

    /** Adds the step of a submission, and gives its id. */
    String add(String cluster, Submission submission) {
        return submitting
                .addJobFlowSteps(request -> request.jobFlowId(cluster).steps(of(submission)))
                .stepIds()
                .get(0);
    }

    void cancel(String cluster, String id) {
        emr.cancelSteps(request -> request.clusterId(cluster)
                .stepIds(id)
                .stepCancellationOption(StepCancellationOption.TERMINATE_PROCESS));
    }

    static JobState.Phase phase(StepStatus status) {
        return switch (status.state()) {
            case COMPLETED -> JobState.Phase.DONE;
            case FAILED, CANCELLED -> JobState.Phase.FAILED;
            case INTERRUPTED -> JobState.Phase.INTERRUPTED;
            default -> JobState.Phase.UNDER_WAY;
        };
    }

    /** What AWS says of a step, and of what it ran on; may be empty. */
    static String reason(StepStatus status, String... more) {
        var details = status.failureDetails();
        var change = status.stateChangeReason();
        return said(Stream.concat(
                Stream.of(
                        details == null ? null : details.reason(),
                        details == null ? null : details.message(),
                        change == null ? null : change.message()),
                Stream.of(more)));
    }

    static String said(Stream<String> words) {
        return words.filter(said -> said != null && !said.isBlank())
                .distinct()
                .reduce((one, other) -> one + ": " + other)
                .orElse("");
    }
}
