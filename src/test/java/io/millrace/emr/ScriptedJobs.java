package io.millrace.emr;

import io.millrace.lake.AbsentException;
import io.millrace.lake.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.emr.model.EmrException;

/** A service in memory that answers as a test says. */
final class ScriptedJobs implements Jobs {
    /** What was asked, in order; looks are left out. */
    final List<String> log = new ArrayList<>();
    /** Jobs that there are, by the names of their submissions. */
    final Map<String, String> made = new LinkedHashMap<>();
    /** What the next looks see; the last stays. A failure is thrown. */
    final Deque<Object> looks = new ArrayDeque<>();
    /** What the next requests for a job answer; empty: the job is made. */
    final Deque<SdkException> refusals = new ArrayDeque<>();

    boolean makesInSpiteOfIt;
    boolean repeatable;
    String place = "j-1";
    int seen;

    static SdkException answer(int status, String code) {
        return EmrException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(code)
                        .build())
                .message(code)
                .build();
    }

    static JobState state(String name, JobState.Phase phase) {
        return new JobState(name, phase, "", "", null);
    }

    @Override
    public String engine() {
        return "emr";
    }

    @Override
    public String place() {
        if (place == null) {
            throw new AbsentException("no cluster");
        }
        return place;
    }

    @Override
    public Optional<String> find(Submission submission) {
        log.add("find " + submission.k());
        return Optional.ofNullable(made.get(submission.name()));
    }

    @Override
    public boolean isRepeatable() {
        return repeatable;
    }

    @Override
    public String submit(Submission submission) {
        log.add("submit " + submission.k());
        var refusal = refusals.poll();
        if (refusal == null || makesInSpiteOfIt) {
            made.putIfAbsent(submission.name(), "s-" + submission.k());
        }
        if (refusal != null) {
            throw refusal;
        }
        return made.get(submission.name());
    }

    @Override
    public JobState look(Submission submission, String id) {
        seen++;
        var next = looks.size() == 1 ? looks.peek() : looks.poll();
        if (next instanceof SdkException failure) {
            throw failure;
        }
        return (JobState) next;
    }

    @Override
    public void cancel(Submission submission, String id) {
        log.add("cancel " + id);
    }
}
