package io.millrace.cli;

import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.clean.BatchReport;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Submission;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchWordsTest {
    private final FakeLake lake = new FakeLake();

    private String shown() {
        var printed = new StringWriter();
        BatchWords.print(new BatchReport(new Batches(lake)).show(1), new PrintWriter(printed, true));
        return printed.toString();
    }

    private void submit(int k) {
        var submission = new Submission(1, k, "emr", "j-1", "a" + k, TEN);
        lake.create(submission.key(), submission.toJson(), Map.of());
    }

    @Test
    void whatCleansABatchElsewhereIsNamedWithItsState() {
        var plan = Batched.plan(1, TEN);
        lake.create(plan.key(), plan.toJson(), Map.of());
        submit(1);
        var end = new Submission.End(1, 1, "FAILED", "exit code 3; its log is s3://logs/x", TEN);
        lake.create(end.key(), end.toJson(), Map.of());
        submit(2);
        var about = "submitted 2026-11-21T10:00:00Z, time ";
        var shown = shown();
        assertTrue(
                shown.contains(
                        about + "1, to emr on j-1 as millrace-1-a1: FAILED, exit code 3; its log is s3://logs/x"),
                shown);
        assertTrue(shown.contains(about + "2, to emr on j-1 as millrace-1-a2: under way"), shown);
    }

    @Test
    void onceTheBatchIsCommittedItsJobIsDoneWith() {
        var plan = Batched.plan(1, TEN);
        lake.create(plan.key(), plan.toJson(), Map.of());
        submit(1);
        Batched.commit(lake, Batched.manifest(1, TEN, 0, 0, Map.of(), Map.of(), Map.of()));
        assertTrue(shown().contains("millrace-1-a1: done with"), shown());
    }
}
