package io.millrace.emr;

import static io.millrace.lake.Landed.TEN;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import io.millrace.lake.AbsentException;
import io.millrace.lake.Submission;
import io.millrace.local.emr.Disturbance;
import io.millrace.local.emr.Disturbance.Kind;
import io.millrace.local.emr.EmrServer;
import io.millrace.local.emr.JobRunner;
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
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.emr.model.InvalidRequestException;
import software.amazon.awssdk.services.emrserverless.model.ConflictException;
import software.amazon.awssdk.services.emrserverless.model.ResourceNotFoundException;
import software.amazon.awssdk.services.emrserverless.model.ValidationException;

/** Both kinds of jobs through the SDK's own clients and the stand-in. */
class JobsIT {
    private static final Names NAMES = new Names(Names.CLUSTER, "nightly", Names.APPLICATION);
    private static final SparkSubmit CALL = new SparkSubmit(
            "s3://jars/millrace-spark.jar", "s3://my-lake/", "--conf spark.executor.memory=8g --conf 'spark.x=a b'");

    @TempDir
    Path folder;

    private final List<String> actions = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, JsonNode> requests = new ConcurrentHashMap<>();
    private final Map<String, Kind> disturbed = new ConcurrentHashMap<>();
    private final List<List<String>> ran = Collections.synchronizedList(new ArrayList<>());
    private volatile JobRunner job = (arguments, work) -> ran.add(arguments);
    private EmrServer server;
    private EmrClients clients;

    @BeforeEach
    void start() throws IOException {
        Disturbance disturbance = (action, request) -> {
            actions.add(action);
            requests.put(action, request);
            // The first request of its kind alone.
            var kind = disturbed.remove(action);
            return kind == null ? Kind.NONE : kind;
        };
        server = EmrServer.start(
                folder.resolve("emr"),
                folder.resolve("s3"),
                0,
                NAMES,
                (arguments, work) -> job.run(arguments, work),
                disturbance);
        clients = new EmrClients("us-east-1", server.endpoint());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Jobs steps() {
        return new EmrSteps(clients.emr(), clients.submitting(), NAMES.cluster(), "", CALL);
    }

    private Jobs runs() {
        return runs("s3://logs/emr");
    }

    private Jobs runs(String logs) {
        return new ServerlessRuns(
                clients.serverless(),
                NAMES.application(),
                "arn:aws:iam::123456789012:role/clean",
                logs,
                Duration.ofHours(2),
                CALL);
    }

    private Jobs jobs(String engine) {
        return engine.equals("emr") ? steps() : runs();
    }

    private static Submission submission(Jobs jobs, String attempt) {
        return new Submission(7, 1, jobs.engine(), jobs.place(), attempt, Instant.now());
    }

    private static JobState over(Jobs jobs, Submission submission, String id) {
        await().atMost(30, SECONDS).until(() -> jobs.look(submission, id).phase() != JobState.Phase.UNDER_WAY);
        return jobs.look(submission, id);
    }

    private void expect(String golden, String action) throws IOException {
        Golden.expect(
                golden, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(requests.get(action)) + "\n");
    }

    @Test
    void aStepIsAskedForAsAlways() throws IOException {
        steps().submit(new Submission(7, 1, "emr", NAMES.cluster(), "mf3kq0-1a2b3c4d", TEN));
        expect("emr-add-job-flow-steps.json", "AddJobFlowSteps");
    }

    @Test
    void aJobRunIsAskedForAsAlways() throws IOException {
        runs().submit(new Submission(7, 1, "emr-serverless", NAMES.application(), "mf3kq0-1a2b3c4d", TEN));
        expect("emr-start-job-run.json", "StartJobRun");
    }

    @Test
    void withoutAnAddressOfLogsTheApplicationSaysWhereTheyAre() {
        runs("").submit(new Submission(7, 1, "emr-serverless", NAMES.application(), "mf3kq0-1a2b3c4d", TEN));
        assertFalse(requests.get("StartJobRun").has("configurationOverrides"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void aJobRunsWithItsArgumentsOverTheLocalLake(String engine) {
        var jobs = jobs(engine);
        var submission = submission(jobs, "a1");
        assertTrue(jobs.find(submission).isEmpty());
        var id = jobs.submit(submission);
        var state = over(jobs, submission, id);
        assertEquals(JobState.Phase.DONE, state.phase());
        assertTrue(state.started() != null && !state.started().isAfter(Instant.now()));
        var lake = folder.resolve("s3").toUri()
                + (folder.resolve("s3").toUri().toString().endsWith("/") ? "" : "/");
        assertEquals(List.of(List.of("--lake", lake + "my-lake/", "--plan", "7", "--attempt", "a1")), ran);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void aJobIsFoundByTheNameOfItsSubmissionAmongPagesOfOthers(String engine) {
        var jobs = jobs(engine);
        var submission = submission(jobs, "a1");
        var id = jobs.submit(submission);
        for (var other = 0; other < 60; other++) {
            jobs.submit(submission(jobs, "other-" + other));
        }
        assertEquals(id, jobs.find(submission).orElseThrow());
        assertTrue(jobs.find(submission(jobs, "a2")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void aFailedJobSaysWhy(String engine) {
        job = (arguments, work) -> {
            throw new IllegalStateException("raw/x cannot be read");
        };
        var jobs = jobs(engine);
        var submission = submission(jobs, "a1");
        var id = jobs.submit(submission);
        var state = over(jobs, submission, id);
        assertEquals("FAILED", state.name());
        assertTrue(state.reason().contains("raw/x cannot be read"), state.reason());
        var log = engine.equals("emr")
                ? folder.resolve("emr/" + id + "/spark.log").toString()
                : "s3://logs/emr/applications/" + NAMES.application() + "/jobs/" + id + "/SPARK_DRIVER/";
        assertEquals(log, state.log());
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void aCancelledJobEnds(String engine) throws Exception {
        var began = new CountDownLatch(1);
        job = (arguments, work) -> {
            began.countDown();
            new CountDownLatch(1).await();
        };
        var jobs = jobs(engine);
        var submission = submission(jobs, "a1");
        var id = jobs.submit(submission);
        began.await();
        assertEquals("RUNNING", jobs.look(submission, id).name());
        jobs.cancel(submission, id);
        var state = over(jobs, submission, id);
        assertEquals("CANCELLED", state.name());
        assertEquals(JobState.Phase.FAILED, state.phase());
    }

    @Test
    void aStepIsAskedForOnceWhateverTheAnswer() {
        disturbed.put("AddJobFlowSteps", Kind.LOST);
        var jobs = steps();
        var submission = submission(jobs, "a1");
        var failure = assertThrows(SdkException.class, () -> jobs.submit(submission));
        assertEquals(Answer.UNKNOWN, Answer.of(failure));
        assertEquals(1, actions.stream().filter("AddJobFlowSteps"::equals).count());
        assertTrue(jobs.find(submission).isPresent());
    }

    @Test
    void aConnectionThatBreaksLeavesOpenWhetherThereIsAStep() {
        disturbed.put("AddJobFlowSteps", Kind.CUT);
        var jobs = steps();
        var submission = submission(jobs, "a1");
        var failure = assertThrows(SdkException.class, () -> jobs.submit(submission));
        assertEquals(Answer.UNKNOWN, Answer.of(failure));
        assertTrue(jobs.find(submission).isPresent());
    }

    @Test
    void aThrottledStepWasNotAdded() {
        disturbed.put("AddJobFlowSteps", Kind.THROTTLED);
        var jobs = steps();
        var submission = submission(jobs, "a1");
        assertEquals(Answer.BUSY, Answer.of(assertThrows(SdkException.class, () -> jobs.submit(submission))));
        assertTrue(jobs.find(submission).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOST", "CUT", "ERROR", "THROTTLED"})
    void howeverOftenAJobRunIsAskedForThereIsOne(String kind) {
        disturbed.put("StartJobRun", Kind.valueOf(kind));
        var jobs = runs();
        var submission = submission(jobs, "a1");
        var id = jobs.submit(submission);
        assertEquals(id, jobs.submit(submission));
        over(jobs, submission, id);
        assertEquals(1, ran.size());
    }

    @Test
    void aTokenOfAnotherJobIsAConflict() {
        var jobs = runs();
        var submission = submission(jobs, "a1");
        jobs.submit(submission);
        assertThrows(ConflictException.class, () -> runs("").submit(submission));
    }

    @Test
    void theClusterIsFoundByItsName() {
        var named = new EmrSteps(clients.emr(), clients.submitting(), "", "nightly", CALL);
        assertEquals(NAMES.cluster(), named.place());
        var missing = new EmrSteps(clients.emr(), clients.submitting(), "", "daily", CALL);
        var absent = assertThrows(AbsentException.class, missing::place);
        assertTrue(absent.getMessage().contains("daily"), absent.getMessage());
    }

    @Test
    void aClusterThatIsGoneHasNoStep() {
        var jobs = steps();
        assertTrue(jobs.find(new Submission(7, 1, "emr", "j-GONE", "a1", TEN)).isEmpty());
    }

    @Test
    void whatTheServicesRefuseTheStandInRefuses() {
        var emr = clients.emr();
        assertThrows(InvalidRequestException.class, () -> emr.describeCluster(r -> r.clusterId("j-OTHER")));
        assertThrows(InvalidRequestException.class, () -> emr.addJobFlowSteps(r -> r.jobFlowId(NAMES.cluster())));
        assertThrows(
                InvalidRequestException.class,
                () -> emr.addJobFlowSteps(r -> r.jobFlowId(NAMES.cluster())
                        .steps(s -> s.name("x").hadoopJarStep(j -> j.jar("x").args("x".repeat(10_241))))));
        var unknown = assertThrows(SdkException.class, () -> emr.listSecurityConfigurations(r -> {}));
        assertTrue(unknown.getMessage().contains("ListSecurityConfigurations"), unknown.getMessage());
        var serverless = clients.serverless();
        assertThrows(
                ResourceNotFoundException.class,
                () -> serverless.getJobRun(r -> r.applicationId("00x").jobRunId("y")));
        assertThrows(
                ValidationException.class,
                () -> serverless.startJobRun(r -> r.applicationId(NAMES.application())
                        .clientToken("a b")
                        .executionRoleArn("arn:aws:iam::123456789012:role/clean")));
        assertEquals(
                "Spark",
                serverless
                        .getApplication(r -> r.applicationId(NAMES.application()))
                        .application()
                        .type());
    }

    @Test
    void aJobThatWasUnderWayWhenTheStandInEndedIsInterrupted() throws Exception {
        var began = new CountDownLatch(1);
        job = (arguments, work) -> {
            began.countDown();
            new CountDownLatch(1).await();
        };
        var jobs = steps();
        var submission = submission(jobs, "a1");
        var id = jobs.submit(submission);
        began.await();
        stop();
        start();
        var state = steps().look(submission, id);
        assertEquals(JobState.Phase.INTERRUPTED, state.phase());
        assertNotEquals("", state.reason());
    }
}
