package io.millrace.emr;

import static io.millrace.lake.Landed.TEN;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import io.millrace.lake.Submission;
import io.millrace.local.emr.Disturbance.Kind;
import io.millrace.local.emr.EmrServer;
import io.millrace.local.emr.Names;
import io.millrace.run.EmrClients;
import io.millrace.testing.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.emr.model.ClusterSummary;

/** Clusters that are started for what there is to clean, through the SDK's own clients and the stand-in. */
class EmrClustersIT {
    private static final Names NAMES = new Names(Names.CLUSTER, "nightly", Names.APPLICATION);
    private static final SparkSubmit CALL = new SparkSubmit("s3://jars/millrace-spark.jar", "s3://my-lake/", "");

    @TempDir
    Path folder;

    private final Map<String, JsonNode> requests = new ConcurrentHashMap<>();
    private final Map<String, Kind> disturbed = new ConcurrentHashMap<>();
    private final List<List<String>> ran = Collections.synchronizedList(new ArrayList<>());
    /** A job ends when it gets one. */
    private final Semaphore ends = new Semaphore(0);

    private volatile String fault;
    private EmrServer server;
    private EmrClients clients;

    @BeforeEach
    void start() throws IOException {
        server = EmrServer.start(
                folder.resolve("emr"),
                folder.resolve("s3"),
                0,
                NAMES,
                (arguments, work) -> {
                    ran.add(arguments);
                    ends.acquire();
                    if (fault != null) {
                        throw new IllegalStateException(fault);
                    }
                },
                (action, request) -> {
                    requests.put(action, request);
                    var kind = disturbed.remove(action);
                    return kind == null ? Kind.NONE : kind;
                });
        clients = new EmrClients("us-east-1", server.endpoint());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Jobs clusters() {
        return clusters("my-lake", "subnet-0a1b2c3d", Duration.ZERO);
    }

    private Jobs clusters(String lake, String subnet, Duration idle) {
        var cluster = new NewCluster(
                "emr-7.5.0",
                "m5.xlarge",
                2,
                "0.08",
                subnet,
                "EMR_DefaultRole",
                "EMR_EC2_DefaultRole",
                "s3://logs/emr",
                idle);
        return new EmrClusters(clients.emr(), clients.submitting(), lake, cluster, CALL);
    }

    private static Submission submission(Jobs jobs, long n) {
        return new Submission(n, 1, jobs.engine(), jobs.place(), "a" + n, Instant.now());
    }

    private static JobState over(Jobs jobs, Submission submission, String id) {
        await().atMost(30, SECONDS).until(() -> jobs.look(submission, id).phase() != JobState.Phase.UNDER_WAY);
        return jobs.look(submission, id);
    }

    private static void awaitState(Jobs jobs, Submission submission, String id, String state) {
        await().atMost(30, SECONDS).until(() -> jobs.look(submission, id).name().equals(state));
    }

    /** Those that were started. */
    private List<String> started() {
        return clients.emr().listClustersPaginator(request -> {}).clusters().stream()
                .map(ClusterSummary::name)
                .filter(name -> !name.equals("nightly"))
                .sorted()
                .toList();
    }

    private String state(String cluster) {
        return clients.emr()
                .describeCluster(request -> request.clusterId(cluster))
                .cluster()
                .status()
                .stateAsString();
    }

    @Test
    void aClusterIsAskedForAsAlways() throws IOException {
        clusters().submit(new Submission(7, 1, "emr", "millrace/my-lake", "mf3kq0-1a2b3c4d", TEN));
        Golden.expect(
                "emr-run-job-flow.json",
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(requests.get("RunJobFlow")) + "\n");
    }

    @Test
    void itRunsItsStepAndEndsByItself() {
        var jobs = clusters();
        var submission = submission(jobs, 7);
        assertTrue(jobs.find(submission).isEmpty());
        var id = jobs.submit(submission);
        awaitState(jobs, submission, id, "RUNNING");
        assertEquals(id, jobs.find(submission).orElseThrow());
        ends.release();
        assertEquals(JobState.Phase.DONE, over(jobs, submission, id).phase());
        assertEquals("TERMINATED", state(id));
        assertEquals(id, jobs.find(submission).orElseThrow(), "found after its end too");
        assertEquals(List.of("millrace/my-lake/millrace-7-a7"), started());
    }

    @Test
    void whatIsDueWhileOneIsUpIsAddedToIt() {
        var jobs = clusters();
        var first = submission(jobs, 7);
        var id = jobs.submit(first);
        var next = submission(jobs, 8);
        assertEquals(id, jobs.submit(next));
        assertEquals(id, jobs.find(next).orElseThrow());
        ends.release(2);
        assertEquals(JobState.Phase.DONE, over(jobs, next, id).phase());
        assertEquals(List.of("millrace/my-lake/millrace-7-a7"), started());
        assertEquals(2, ran.size());
    }

    @Test
    void oneThatHasEndedIsFollowedByAnother() {
        var jobs = clusters();
        var first = submission(jobs, 7);
        var id = jobs.submit(first);
        ends.release(2);
        over(jobs, first, id);
        var next = submission(jobs, 8);
        over(jobs, next, jobs.submit(next));
        assertEquals(List.of("millrace/my-lake/millrace-7-a7", "millrace/my-lake/millrace-8-a8"), started());
    }

    @Test
    void oneThatWaitsForAnotherStepIsGivenIt() {
        var jobs = clusters("my-lake", "", Duration.ofMinutes(5));
        var first = submission(jobs, 7);
        var id = jobs.submit(first);
        ends.release(2);
        over(jobs, first, id);
        assertEquals("WAITING", state(id));
        var next = submission(jobs, 8);
        assertEquals(id, jobs.submit(next));
        over(jobs, next, id);
        assertEquals(1, started().size());
    }

    @Test
    void theClusterOfAnotherLakeIsLeftAlone() {
        var jobs = clusters();
        jobs.submit(submission(jobs, 7));
        var others = clusters("my-lake-2", "", Duration.ZERO);
        others.submit(submission(others, 7));
        assertEquals(List.of("millrace/my-lake-2/millrace-7-a7", "millrace/my-lake/millrace-7-a7"), started());
    }

    @ParameterizedTest
    @CsvSource({"LOST, UNKNOWN, 1", "CUT, UNKNOWN, 1", "ERROR, UNKNOWN, 0", "THROTTLED, BUSY, 0"})
    void itIsAskedForOnceWhateverTheAnswer(Kind kind, Answer answer, int found) {
        disturbed.put("RunJobFlow", kind);
        var jobs = clusters();
        var submission = submission(jobs, 7);
        var failure = assertThrows(SdkException.class, () -> jobs.submit(submission));
        assertEquals(answer, Answer.of(failure));
        assertEquals(found, jobs.find(submission).stream().count());
        assertEquals(found, started().size());
    }

    @Test
    void aJobThatFailedSaysWhyAndWhereItsLogIs() {
        fault = "raw/x cannot be read";
        var jobs = clusters();
        var submission = submission(jobs, 7);
        var id = jobs.submit(submission);
        ends.release();
        var state = over(jobs, submission, id);
        assertEquals(JobState.Phase.FAILED, state.phase());
        assertTrue(state.reason().contains("raw/x cannot be read"), state.reason());
        assertTrue(state.log().endsWith("/spark.log"), state.log());
    }

    @Test
    void aClusterThatCannotComeUpSaysWhyAndWhereItsLogIs() {
        var jobs = clusters("my-lake", "subnet-00000000", Duration.ZERO);
        var submission = submission(jobs, 7);
        var id = jobs.submit(submission);
        var state = over(jobs, submission, id);
        assertEquals(JobState.Phase.FAILED, state.phase());
        assertTrue(
                state.reason()
                        .contains("cluster TERMINATED_WITH_ERRORS: VALIDATION_ERROR: The VPC/subnet configuration"),
                state.reason());
        assertTrue(state.log().startsWith("s3://logs/emr/" + id + "/steps/s-"), state.log());
        assertEquals(List.of(), ran);
    }

    @Test
    void cancellingTheOnlyJobEndsTheCluster() {
        var jobs = clusters("my-lake", "", Duration.ofMinutes(5));
        var submission = submission(jobs, 7);
        var id = jobs.submit(submission);
        awaitState(jobs, submission, id, "RUNNING");
        jobs.cancel(submission, id);
        var state = over(jobs, submission, id);
        assertEquals(JobState.Phase.FAILED, state.phase());
        assertTrue(state.reason().contains("USER_REQUEST"), state.reason());
        assertEquals("TERMINATED", state(id));
    }

    @Test
    void cancellingOneOfTwoLeavesTheClusterToTheOther() {
        var jobs = clusters();
        var first = submission(jobs, 7);
        var id = jobs.submit(first);
        var next = submission(jobs, 8);
        jobs.submit(next);
        awaitState(jobs, first, id, "RUNNING");
        jobs.cancel(first, id);
        ends.release();
        assertEquals(JobState.Phase.FAILED, over(jobs, first, id).phase());
        assertEquals(JobState.Phase.DONE, over(jobs, next, id).phase());
    }

    @Test
    void aClusterThatWentAwayCountsAsInterrupted() throws IOException {
        var jobs = clusters();
        var submission = submission(jobs, 7);
        var id = jobs.submit(submission);
        awaitState(jobs, submission, id, "RUNNING");
        stop();
        start();
        assertEquals(JobState.Phase.INTERRUPTED, clusters().look(submission, id).phase());
    }
}
