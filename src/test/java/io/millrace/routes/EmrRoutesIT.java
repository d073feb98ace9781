package io.millrace.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.clean.Attempt;
import io.millrace.clean.Cleaning;
import io.millrace.clean.Engine;
import io.millrace.clean.Gate;
import io.millrace.clean.ProposalReader;
import io.millrace.emr.CleanJobs;
import io.millrace.emr.EmrClusters;
import io.millrace.emr.EmrSteps;
import io.millrace.emr.Jobs;
import io.millrace.emr.NewCluster;
import io.millrace.emr.Patience;
import io.millrace.emr.ServerlessRuns;
import io.millrace.emr.SparkSubmit;
import io.millrace.lake.AttemptIds;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.lake.RouteCommits;
import io.millrace.lake.Submission;
import io.millrace.lake.Submissions;
import io.millrace.local.emr.Disturbance;
import io.millrace.local.emr.Disturbance.Kind;
import io.millrace.local.emr.EmrServer;
import io.millrace.local.emr.JobRunner;
import io.millrace.local.emr.Names;
import io.millrace.run.EmrClients;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Batches cleaned by jobs on AWS, from plan to manifest: the routes, what they call and the SDK are real, the services are
 * the stand-in, and a job proposes that all records were duplicates.
 */
class EmrRoutesIT {
    private static final Instant NOW = Instant.parse("2026-11-21T11:00:00Z");
    private static final String MANIFEST = Manifest.key(1);
    private static final Patience PATIENCE = new Patience(
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(300),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofHours(2));

    /** This process cleans nothing itself. */
    private static final Engine NONE = new Engine() {
        @Override
        public Attempt attempt(Plan plan) {
            throw new AssertionError("batch " + plan.n() + " is cleaned here");
        }

        @Override
        public Map<String, List<long[]>> numbers(List<RawObject> objects) {
            throw new AssertionError(objects + " are read here");
        }
    };

    @TempDir
    Path folder;

    private final Map<String, Kind> disturbed = new ConcurrentHashMap<>();
    private final List<List<String>> ran = Collections.synchronizedList(new ArrayList<>());
    private final List<Routes> processes = new ArrayList<>();
    private volatile JobRunner job = this::propose;
    private volatile boolean stops;
    private Patience patience = PATIENCE;
    private EmrServer server;
    private EmrClients clients;
    private FakeS3 lake;

    @BeforeEach
    void start() throws Exception {
        Disturbance disturbance = (action, request) -> {
            var kind = disturbed.remove(action);
            return kind == null ? Kind.NONE : kind;
        };
        server = EmrServer.start(
                folder.resolve("emr"),
                folder.resolve("s3"),
                0,
                new Names(Names.CLUSTER, Names.CLUSTER_NAME, Names.APPLICATION),
                (arguments, work) -> {
                    ran.add(arguments);
                    job.run(arguments, work);
                },
                disturbance);
        clients = new EmrClients("us-east-1", server.endpoint());
        lake = new FakeS3(Collections.synchronizedList(new ArrayList<>()));
        lake.put(plan().key(), new String(plan().toJson()));
    }

    @AfterEach
    void stop() {
        processes.forEach(Routes::close);
        server.close();
    }

    /** One object of three records, and no dataset. */
    private static Plan plan() {
        var object = new RawObject("raw/x", "s", "1", "3", "-", 3, 100, "sha");
        return Batched.plan(1, NOW, List.of(object), Map.of(), Map.of());
    }

    private void propose(List<String> arguments, Path work) {
        var attempt = arguments.get(5);
        var manifest = new Manifest(
                1,
                plan().kind(),
                attempt,
                NOW,
                3,
                3,
                0,
                Map.of(),
                List.of(),
                new LinkedHashMap<>(),
                Map.of(),
                List.of(),
                null,
                null,
                null);
        lake.put(new AttemptKeys(1, attempt).proposal(), new String(manifest.toJson()));
    }

    private Jobs jobs(String engine) {
        var call = new SparkSubmit("s3://lake/millrace-spark.jar", "s3://lake/", "");
        return engine.equals("emr")
                ? new EmrSteps(clients.emr(), clients.submitting(), Names.CLUSTER, "", call)
                : new ServerlessRuns(
                        clients.serverless(),
                        Names.APPLICATION,
                        "arn:aws:iam::123456789012:role/clean",
                        "",
                        PATIENCE.limit(),
                        call);
    }

    /** A process that cleans, up to its next round. */
    private Routes process(String engine) throws Exception {
        return process(engine, jobs(engine), () -> stops);
    }

    private Routes process(String engine, Jobs jobs, BooleanSupplier stopping) throws Exception {
        var clock = Clock.systemUTC();
        var routes = new Routes("clean-raw", "attempt-embedded", "attempt-" + engine, "await-job");
        processes.add(routes);
        var settings = routes.context.getPropertiesComponent();
        settings.addInitialProperty("millrace.clean.engine", engine);
        var commits = new RouteCommits(routes.context);
        routes.bind("s3Client", lake)
                .bind("planner", new Nothing())
                .bind("cleaning", new Cleaning(new Batches(lake), NONE, true, Gate.open(), commits, clock))
                .bind("proposals", new ProposalReader(lake))
                .bind(
                        "cleanJobs",
                        new CleanJobs(
                                jobs,
                                new Submissions(lake),
                                commits,
                                AttemptIds.of(clock),
                                patience,
                                stopping,
                                false,
                                clock,
                                System::nanoTime))
                .begin("clean-raw")
                .start();
        return routes;
    }

    /** Stands for the planner: the batch is planned already. */
    public static final class Nothing {
        public Optional<Plan> propose() {
            return Optional.empty();
        }
    }

    private static void round(Routes process) {
        process.send("direct:clean-raw", null);
    }

    private static String fault(Routes process) {
        var failures = process.health.failures();
        return failures.isEmpty() ? "" : failures.get("clean-raw").reason();
    }

    private void assertCommitted(int submissions) {
        var manifest = new Batches(lake).committed(1);
        var known = new Submissions(lake).of(1);
        assertEquals(submissions, known.size());
        assertEquals(known.get(submissions - 1).submission().attempt(), manifest.attempt());
        assertEquals(3, manifest.totals().read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void aBatchIsCleanedByAJobAndCommitted(String engine) throws Exception {
        var process = process(engine);
        round(process);
        assertEquals("", fault(process));
        assertCommitted(1);
        assertEquals(1, ran.size());
        round(process);
        assertEquals(1, ran.size());
    }

    @ParameterizedTest
    @CsvSource({
        "emr, AddJobFlowSteps, LOST",
        "emr, AddJobFlowSteps, CUT",
        "emr, AddJobFlowSteps, THROTTLED",
        "emr, ListSteps, ERROR",
        "emr, DescribeStep, ERROR",
        "emr, DescribeStep, THROTTLED",
        "emr-serverless, StartJobRun, LOST",
        "emr-serverless, StartJobRun, CUT",
        "emr-serverless, StartJobRun, ERROR",
        "emr-serverless, StartJobRun, THROTTLED",
        "emr-serverless, ListJobRuns, ERROR",
        "emr-serverless, GetJobRun, THROTTLED",
    })
    void whateverAServiceAnswersThereIsOneJob(String engine, String action, Kind kind) throws Exception {
        disturbed.put(action, kind);
        var process = process(engine);
        round(process);
        assertEquals("", fault(process));
        assertEquals(Map.of(), disturbed);
        assertCommitted(1);
        assertEquals(1, ran.size());
    }

    private Jobs clusters() {
        return new EmrClusters(
                clients.emr(),
                clients.submitting(),
                "lake",
                new NewCluster("emr-7.5.0", "m5.xlarge", 2, "", "", "emr", "machines", "", Duration.ZERO),
                new SparkSubmit("s3://lake/millrace-spark.jar", "s3://lake/", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "RunJobFlow, LOST",
        "RunJobFlow, CUT",
        "RunJobFlow, THROTTLED",
        "ListClusters, ERROR",
        "ListSteps, ERROR",
    })
    void whateverEmrAnswersOneClusterIsStarted(String action, Kind kind) throws Exception {
        disturbed.put(action, kind);
        var process = process("emr", clusters(), () -> stops);
        round(process);
        assertEquals("", fault(process));
        assertCommitted(1);
        assertEquals(1, ran.size());
        assertEquals(
                2, clients.emr().listClusters(request -> {}).clusters().size(), "with the one that is always there");
    }

    @Test
    void whoWaitsForAJobTellsItsIdAndState() throws Exception {
        var told = new CompletableFuture<CleanJobs.UnderWay>();
        var process = process("emr");
        var jobs = process.context.getRegistry().lookupByNameAndType("cleanJobs", CleanJobs.class);
        job = (arguments, work) -> {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> jobs.underWay(1)
                            .map(one -> "RUNNING".equals(one.state()))
                            .orElse(false));
            told.complete(jobs.underWay(1).orElseThrow());
            propose(arguments, work);
        };
        round(process);
        assertTrue(told.join().id().startsWith("s-"), told::toString);
        assertTrue(jobs.underWay(2).isEmpty());
    }

    @Test
    void aClusterOfOneThatDiedIsFoundByTheNext() throws Exception {
        var began = new CountDownLatch(1);
        var ends = new CountDownLatch(1);
        job = (arguments, work) -> {
            began.countDown();
            ends.await();
            propose(arguments, work);
        };
        var clusters = clusters();
        var own = new Submission(1, 1, "emr", clusters.place(), "a1", Instant.now());
        lake.put(own.key(), new String(own.toJson()));
        clusters.submit(own);
        began.await();
        ends.countDown();
        round(process("emr", clusters(), () -> stops));
        assertCommitted(1);
        assertEquals(1, ran.size());
    }

    @Test
    void aStepThatWasNotAddedIsReplacedByThatOfAnotherSubmission() throws Exception {
        disturbed.put("AddJobFlowSteps", Kind.ERROR);
        round(process("emr"));
        assertCommitted(2);
        assertEquals(1, ran.size());
    }

    @ParameterizedTest
    @CsvSource({"emr, 2", "emr-serverless, 1"})
    void whoDiedBetweenSubmissionAndJobLeavesTheBatchToTheNext(String engine, int submissions) throws Exception {
        var jobs = jobs(engine);
        var died = new Submission(1, 1, engine, jobs.place(), "died", Instant.now());
        lake.put(died.key(), new String(died.toJson()));
        round(process(engine));
        assertCommitted(submissions);
        assertEquals(1, ran.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void whoDiedWhileItWaitedLeavesTheJobToTheNext(String engine) throws Exception {
        var jobs = jobs(engine);
        var died = new Submission(1, 1, engine, jobs.place(), "died", Instant.now());
        lake.put(died.key(), new String(died.toJson()));
        jobs.submit(died);
        round(process(engine));
        assertCommitted(1);
        assertEquals(1, ran.size());
    }

    @Test
    void aProgramThatStopsLeavesTheJobToTheNext() throws Exception {
        var goesOn = new CountDownLatch(1);
        job = (arguments, work) -> {
            stops = true;
            goesOn.await();
            propose(arguments, work);
        };
        var process = process("emr");
        round(process);
        assertTrue(fault(process).contains("the next start finds it again"), fault(process));
        stops = false;
        goesOn.countDown();
        round(process("emr"));
        assertCommitted(1);
        assertEquals(1, ran.size());
    }

    @Test
    void routesThatAreStoppedWaitNoLonger() throws Exception {
        var began = new CountDownLatch(1);
        job = (arguments, work) -> {
            began.countDown();
            new CountDownLatch(1).await();
        };
        var context = new CamelContext[1];
        var process = process("emr", jobs("emr"), () -> context[0].isStopping());
        context[0] = process.context;
        var round = new Thread(() -> round(process));
        round.start();
        began.await();
        process.context.stop();
        round.join();
        assertTrue(fault(process).contains("this program stops"), fault(process));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void twoProcessesAtOnceMakeOneJobAndOneCommit(String engine) throws Exception {
        var one = process(engine);
        var two = process(engine);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var rounds = List.of(threads.submit(() -> round(one)), threads.submit(() -> round(two)));
            for (var round : rounds) {
                round.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals("", fault(one));
        assertEquals("", fault(two));
        assertCommitted(1);
        assertEquals(1, ran.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void aJobThatFailsFiveTimesHoldsTheBatch(String engine) throws Exception {
        job = (arguments, work) -> {
            throw new IllegalStateException("raw/x is gone");
        };
        var process = process(engine);
        for (var round = 1; round <= 4; round++) {
            round(process);
            assertTrue(fault(process).contains("raw/x is gone"), fault(process));
            assertTrue(lake.get(MANIFEST).isEmpty());
        }
        round(process);
        var held = new Batches(lake).committed(1).held();
        assertEquals(Manifest.Held.FAILED, held.reason());
        assertTrue(held.detail().contains("FAILED"), held.detail());
        assertEquals(5, ran.size());
        assertEquals(5, new Submissions(lake).of(1).size());
    }

    @Test
    void aJobThatProposesNothingFails() throws Exception {
        job = (arguments, work) -> {};
        var process = process("emr");
        round(process);
        assertTrue(fault(process).contains("there is no processed/_proposals/00000001-"), fault(process));
        job = this::propose;
        round(process);
        assertCommitted(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emr", "emr-serverless"})
    void aJobThatRunsForTooLongIsCancelledAndTheNextTakesItsPlace(String engine) throws Exception {
        patience = new Patience(
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(300),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofMillis(200));
        job = (arguments, work) -> new CountDownLatch(1).await();
        var process = process(engine);
        round(process);
        assertTrue(fault(process).contains("took longer than PT0.2S and is CANCELLED"), fault(process));
        job = this::propose;
        round(process);
        assertCommitted(2);
    }

    @Test
    void aClusterThatRefusesIsNoFailureOfTheBatch() throws Exception {
        var other = new EmrSteps(
                clients.emr(), clients.submitting(), "j-OTHER", "", new SparkSubmit("s3://a/b.jar", "s3://lake/", ""));
        var process = process("emr", other, () -> false);
        for (var round = 0; round < 6; round++) {
            round(process);
        }
        assertTrue(fault(process).contains("Cluster id 'j-OTHER' is not valid."), fault(process));
        assertEquals(List.of(), lake.list("processed/_failures/", null, 10));
        assertEquals(1, new Submissions(lake).of(1).size());
    }
}
