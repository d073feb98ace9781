package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.millrace.clean.Attempt;
import io.millrace.clean.DueBatch;
import io.millrace.lake.Batched;
import io.millrace.lake.Plan;
import io.millrace.lake.Totals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes of the engines that clean outside of this process, with the engines played by the test. */
class AttemptsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T11:00:00Z");
    private static final DueBatch DUE = new DueBatch(Batched.plan(7, NOW), Totals.NONE, null, true);
    private static final Attempt PROPOSED =
            new Attempt(Batched.manifest(7, NOW, 0, 0, Map.of(), Map.of(), Map.of()), List.of(), null);

    private Routes routes;
    private int looks;
    private RuntimeException fails;
    private RuntimeException lies;

    /** Stands for the jobs. */
    public final class Jobs {
        public Job submit(long n) {
            routes.log.add("submit " + n);
            return new Job();
        }

        public void look(Job job) {
            routes.log.add("look");
            looks--;
            if (fails != null) {
                throw fails;
            }
        }

        public void failed(Job job, Exception failure) throws Exception {
            routes.log.add("failed " + failure.getMessage());
            throw failure;
        }
    }

    /** Stands for what is waited for. */
    public final class Job {
        public boolean isUnderWay() {
            return looks > 0;
        }

        public long getPause() {
            return 1;
        }

        public String getAttempt() {
            return "a1";
        }
    }

    /** Stands for the reader of proposals. */
    public final class Proposing {
        public Attempt inLake(DueBatch due, String attempt) {
            routes.log.add("verify " + due.n() + " " + attempt);
            if (lies != null) {
                throw lies;
            }
            return PROPOSED;
        }

        public Attempt inFolder(DueBatch due, String attempt, Path lake, Path work) {
            routes.log.add("take " + due.n() + " " + attempt + " " + lake + " " + work);
            return PROPOSED;
        }
    }

    /** Stands for one try on this machine. */
    public record Try(String attempt, Path lake, Path work) {}

    /** Stands for Spark on this machine. */
    public final class Spark {
        public Try bring(Plan plan) {
            routes.log.add("bring " + plan.n());
            return new Try("a1", Path.of("work/lake"), Path.of("work"));
        }

        public void run(Try one) {
            routes.log.add("run " + one.attempt());
            if (fails != null) {
                throw fails;
            }
        }
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private Exchange attempt(String engine, String... files) throws Exception {
        routes = new Routes(files);
        routes.bind("cleanJobs", new Jobs())
                .bind("proposals", new Proposing())
                .bind("sparkLocal", new Spark())
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:test")
                                .errorHandler(noErrorHandler())
                                .setProperty("due", body())
                                .to("direct:attempt-" + engine);
                    }
                })
                .start();
        return routes.send("direct:test", DUE);
    }

    private Exchange attemptOnAws(String engine) throws Exception {
        return attempt(engine, "attempt-" + engine, "await-job");
    }

    @ParameterizedTest
    @CsvSource({"emr", "emr-serverless"})
    void aJobIsSubmittedThenWaitedForAndItsProposalVerified(String engine) throws Exception {
        looks = 3;
        var exchange = attemptOnAws(engine);
        assertEquals(List.of("submit 7", "look", "look", "look", "verify 7 a1"), routes.log);
        assertSame(PROPOSED, exchange.getMessage().getBody());
    }

    @ParameterizedTest
    @CsvSource({"emr", "emr-serverless"})
    void aJobThatIsDoneIsNotWaitedFor(String engine) throws Exception {
        attemptOnAws(engine);
        assertEquals(List.of("submit 7", "verify 7 a1"), routes.log);
    }

    @Test
    void aJobThatFailsEndsItsSubmissionAndTheAttempt() throws Exception {
        looks = 3;
        fails = new IllegalStateException("it is FAILED");
        var exchange = attemptOnAws("emr");
        assertEquals(List.of("submit 7", "look", "failed it is FAILED"), routes.log);
        assertSame(fails, exchange.getException());
    }

    @Test
    void aProposalThatIsNotTrueEndsItsSubmissionAndTheAttempt() throws Exception {
        lies = new IllegalStateException("there is no such file");
        var exchange = attemptOnAws("emr-serverless");
        assertEquals(List.of("submit 7", "verify 7 a1", "failed there is no such file"), routes.log);
        assertSame(lies, exchange.getException());
    }

    @Test
    void sparkOnThisMachineIsGivenItsInputsAndItsFilesAreTaken() throws Exception {
        var exchange = attempt("spark-local", "attempt-spark-local");
        assertEquals(List.of("bring 7", "run a1", "take 7 a1 work/lake work"), routes.log);
        assertSame(PROPOSED, exchange.getMessage().getBody());
        assertNull(exchange.getException());
    }

    @Test
    void ofSparkThatFailsNothingIsTaken() throws Exception {
        fails = new IllegalStateException("exit code 3");
        var exchange = attempt("spark-local", "attempt-spark-local");
        assertEquals(List.of("bring 7", "run a1"), routes.log);
        assertEquals(Optional.of(fails), Optional.ofNullable(exchange.getException()));
    }
}
