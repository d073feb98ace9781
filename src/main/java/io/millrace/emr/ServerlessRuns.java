package io.millrace.emr;

import io.millrace.lake.Submission;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.JobRun;
import software.amazon.awssdk.services.emrserverless.model.JobRunSummary;
import software.amazon.awssdk.services.emrserverless.model.StartJobRunRequest;

/** Jobs as runs of an EMR Serverless application. Thread-safe. */
public final class ServerlessRuns implements Jobs {
    /** Difference between the clocks of two machines, and then some. */
    private static final Duration EARLIER = Duration.ofHours(1);
    /** The service ends what nobody watches any more, a little later than a program does that does. */
    private static final Duration LATER = Duration.ofMinutes(5);

    private final EmrServerlessClient serverless;
    private final String application;
    private final String role;
    private final String logs;
    private final Duration limit;
    private final SparkSubmit call;

    /**
     * @param logs address under which logs are written; empty: as the application says
     * @param limit how long a job may run
     */
    public ServerlessRuns(
            EmrServerlessClient serverless,
            String application,
            String role,
            String logs,
            Duration limit,
            SparkSubmit call) {
        this.serverless = serverless;
        this.application = application;
        this.role = role;
        this.logs = logs.isEmpty() || logs.endsWith("/") ? logs : logs + "/";
        this.limit = limit;
        this.call = call;
    }

    @Override
    public String engine() {
        return "emr-serverless";
    }

    @Override
    public String place() {
        return application;
    }

    @Override
    public Optional<String> find(Submission submission) {
        return serverless
                .listJobRunsPaginator(request -> request.applicationId(submission.where())
                        .createdAtAfter(submission.at().minus(EARLIER)))
                .jobRuns()
                .stream()
                .filter(run -> submission.name().equals(run.name()))
                .map(JobRunSummary::id)
                .findFirst();
    }

    /** The client token of a submission is always the same. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public String submit(Submission submission) {
        var request = StartJobRunRequest.builder()
                .applicationId(submission.where())
                .clientToken(submission.name())
                .name(submission.name())
                .executionRoleArn(role)
                .executionTimeoutMinutes(limit.plus(LATER).toMinutes())
                .jobDriver(driver -> driver.sparkSubmit(spark -> spark.entryPoint(call.jar())
                        .entryPointArguments(call.arguments(submission))
                        .sparkSubmitParameters(call.parameters())));
        if (!logs.isEmpty()) {
            request.configurationOverrides(overrides -> overrides.monitoringConfiguration(
                    monitoring -> monitoring.s3MonitoringConfiguration(s3 -> s3.logUri(logs))));
        }
        return serverless.startJobRun(request.build()).jobRunId();
    }

    @Override
    public JobState look(Submission submission, String id) {
        var run = serverless
                .getJobRun(request -> request.applicationId(submission.where()).jobRunId(id))
                .jobRun();
        var phase =
                switch (run.state()) {
                    case SUCCESS -> JobState.Phase.DONE;
                    case FAILED, CANCELLED -> JobState.Phase.FAILED;
                    default -> JobState.Phase.UNDER_WAY;
                };
        var reason = run.stateDetails() == null ? "" : run.stateDetails();
        return phase == JobState.Phase.FAILED
                ? new JobState(run.stateAsString(), phase, reason, log(run), run.startedAt())
                : new JobState(run.stateAsString(), phase, "", "", run.startedAt());
    }

    private String log(JobRun run) {
        return logs.isEmpty()
                ? ""
                : logs + "applications/" + run.applicationId() + "/jobs/" + run.jobRunId() + "/SPARK_DRIVER/";
    }

    @Override
    public void cancel(Submission submission, String id) {
        serverless.cancelJobRun(
                request -> request.applicationId(submission.where()).jobRunId(id));
    }
}
