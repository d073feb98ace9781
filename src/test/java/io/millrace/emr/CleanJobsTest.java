package io.millrace.emr;

import static io.millrace.emr.JobState.Phase.DONE;
import static io.millrace.emr.JobState.Phase.FAILED;
import static io.millrace.emr.JobState.Phase.INTERRUPTED;
import static io.millrace.emr.JobState.Phase.UNDER_WAY;
import static io.millrace.emr.ScriptedJobs.answer;
import static io.millrace.emr.ScriptedJobs.state;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.AbsentException;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Outage;
import io.millrace.lake.Submission;
import io.millrace.lake.Submissions;
import io.millrace.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class CleanJobsTest {
    private static final JobState PENDING = state("PENDING", UNDER_WAY);
    private static final JobState RUNNING = state("RUNNING", UNDER_WAY);
    private static final JobState COMPLETED = state("COMPLETED", DONE);
    private static final Duration LIMIT = Duration.ofHours(2);

    private final FakeLake lake = new FakeLake();
    private final ScriptedJobs jobs = new ScriptedJobs();
    private final TestClock clock = new TestClock(TEN);
    private final CleanJobs one = process("one", false);
    private final CleanJobs two = process("two", false);
    private long now;
    private boolean stops;

    @BeforeEach
    void everythingWorks() {
        jobs.looks.add(PENDING);
        jobs.looks.add(RUNNING);
        jobs.looks.add(COMPLETED);
    }

    private CleanJobs process(String name, boolean cancelsOnStop) {
        var ids = new int[1];
        return new CleanJobs(
                jobs,
                new Submissions(lake),
                lake,
                () -> name + ++ids[0],
                Patience.withAws(LIMIT),
                () -> stops,
                cancelsOnStop,
                clock,
                () -> now);
    }

    /** Goes round the loop of the route. */
    private void await(CleanJobs process, Awaited awaited) {
        for (var round = 0; awaited.isUnderWay(); round++) {
            assertTrue(round < 10_000, "it waits for ever");
            now += awaited.getPause() * 1_000_000;
            process.look(awaited);
        }
    }

    private Awaited done(CleanJobs process) {
        var awaited = process.submit(7);
        await(process, awaited);
        return awaited;
    }

    private JobFailedException fails(CleanJobs process) {
        var awaited = process.submit(7);
        var failure = assertThrows(JobFailedException.class, () -> await(process, awaited));
        var thrown = assertThrows(Exception.class, () -> process.failed(awaited, failure));
        assertSame(failure, thrown);
        return failure;
    }

    private void looks(Object... states) {
        jobs.looks.clear();
        jobs.looks.addAll(List.of(states));
    }

    private List<String> submits() {
        return jobs.log.stream().filter(said -> said.startsWith("submit")).toList();
    }

    @Test
    void theSubmissionIsWrittenBeforeTheJobIsAskedFor() {
        jobs.refusals.add(answer(400, "InvalidRequestException"));
        assertThrows(AbsentException.class, () -> one.submit(7));
        assertEquals(List.of("processed/_submissions/00000007-1.json"), lake.keys());
    }

    @Test
    void aJobIsAskedForOnceAndWaitedFor() {
        var awaited = done(one);
        assertEquals(List.of("find 1", "submit 1"), jobs.log);
        assertEquals("one1", awaited.getAttempt());
        assertEquals(Map.of("millrace-7-one1", "s-1"), jobs.made);
    }

    @Test
    void aJobThatIsUnderWayIsFoundAgain() {
        one.submit(7);
        assertEquals("one1", done(two).getAttempt());
        assertEquals(List.of("submit 1"), submits());
    }

    @Test
    void aJobThatWasDoneMeanwhileIsTakenUp() {
        done(one);
        assertEquals("one1", done(two).getAttempt());
        assertEquals(1, jobs.made.size());
    }

    @Test
    void anAnswerThatIsLostIsFollowedByALookForTheJob() {
        jobs.makesInSpiteOfIt = true;
        jobs.refusals.add(answer(500, "InternalServerException"));
        done(one);
        assertEquals(List.of("find 1", "submit 1", "find 1"), jobs.log);
        assertEquals(1, jobs.made.size());
    }

    @Test
    void aConnectionThatBreaksIsAnAnswerThatIsLost() {
        jobs.makesInSpiteOfIt = true;
        jobs.refusals.add(SdkClientException.create("connection reset"));
        done(one);
        assertEquals(List.of("submit 1"), submits());
    }

    @Test
    void aJobThatNeverShowsUpGivesItsPlaceToAnother() {
        jobs.refusals.add(answer(500, "InternalServerException"));
        assertEquals("one2", done(one).getAttempt());
        assertEquals(List.of("submit 1", "submit 2"), submits());
        var first = new Submissions(lake).of(7).get(0);
        assertEquals("LOST", first.end().state());
    }

    @Test
    void whoDiedBeforeItAskedIsReplacedAfterAWhile() {
        jobs.refusals.add(answer(400, "ThrottlingException"));
        one.submit(7);
        assertEquals("two1", done(two).getAttempt());
        assertTrue(now >= Duration.ofMinutes(1).toNanos());
        assertEquals(List.of("submit 1", "submit 2"), submits());
    }

    @Test
    void aTokenMakesAskingAgainSafe() {
        jobs.repeatable = true;
        jobs.refusals.add(answer(500, "InternalServerException"));
        one.submit(7);
        assertEquals("one1", done(two).getAttempt());
        assertEquals(List.of("submit 1", "submit 1"), submits());
        assertEquals(1, jobs.made.size());
    }

    @Test
    void oneOfTwoThatBeginAtOnceAsks() {
        var first = one.submit(7);
        var second = two.submit(7);
        await(one, first);
        await(two, second);
        assertEquals(first.getAttempt(), second.getAttempt());
        assertEquals(List.of("submit 1"), submits());
    }

    @Test
    void aSubmissionWhoseOwnWriteWasInDoubtIsItsOwn() {
        var slow = new CleanJobs(
                jobs,
                new Submissions(lake),
                // Written, but the answer was lost, and the same write again finds it there.
                (key, content, metadata) -> {
                    lake.create(key, content, metadata);
                    return false;
                },
                () -> "slow",
                Patience.withAws(LIMIT),
                () -> false,
                false,
                clock,
                () -> now);
        assertEquals("slow", done(slow).getAttempt());
        assertEquals(List.of("submit 1"), submits());
        assertEquals(0, jobs.refusals.size());
        assertTrue(now < Duration.ofMinutes(1).toNanos(), "nothing was waited for");
    }

    @Test
    void aRefusedJobIsNoFailureOfTheBatchAndAskedForInTheNextRound() {
        jobs.refusals.add(answer(400, "ValidationException"));
        var refused = assertThrows(AbsentException.class, () -> one.submit(7));
        assertTrue(Outage.isBehind(refused));
        assertTrue(refused.getMessage().startsWith("emr refuses to clean batch 7 on j-1"), refused.getMessage());
        assertEquals("one1", done(one).getAttempt());
        assertTrue(now < Duration.ofMinutes(1).toNanos(), "nothing was waited for");
    }

    @Test
    void throttlingIsWaitedOut() {
        jobs.refusals.add(answer(400, "ThrottlingException"));
        jobs.refusals.add(answer(429, "TooManyRequestsException"));
        looks(answer(400, "ThrottlingException"), answer(503, "Unavailable"), RUNNING, COMPLETED);
        assertEquals("one1", done(one).getAttempt());
        assertEquals(1, jobs.made.size());
    }

    @Test
    void aServiceThatStaysAwayEndsTheRoundAndNoSubmission() {
        looks(RUNNING, answer(503, "Unavailable"));
        var awaited = one.submit(7);
        var failure = assertThrows(RuntimeException.class, () -> await(one, awaited));
        assertTrue(now >= Duration.ofMinutes(15).toNanos());
        assertSame(failure, assertThrows(RuntimeException.class, () -> one.failed(awaited, failure)));
        assertEquals(1, lake.keys().size());
    }

    @Test
    void whatMayNotBeSeenEndsTheRoundAtOnce() {
        looks(answer(403, "AccessDeniedException"));
        var awaited = one.submit(7);
        assertThrows(RuntimeException.class, () -> await(one, awaited));
        assertEquals(1, jobs.seen);
    }

    @Test
    void aFailureSaysTheStateTheReasonAndWhereTheLogIs() {
        looks(new JobState("FAILED", FAILED, "exit code 1: no such bucket", "s3://logs/x/stderr.gz", TEN));
        assertEquals(
                "job millrace-7-one1 (s-1 on j-1) is FAILED (exit code 1: no such bucket); its log is"
                        + " s3://logs/x/stderr.gz",
                fails(one).getMessage());
        var end = new Submissions(lake).last(7).orElseThrow().end();
        assertEquals("FAILED", end.state());
        assertTrue(end.reason().contains("no such bucket"), end.reason());
    }

    @Test
    void afterAFailureTheNextSubmissionIsAnotherJob() {
        looks(state("FAILED", FAILED));
        fails(one);
        looks(COMPLETED);
        assertEquals("one2", done(one).getAttempt());
        assertEquals(List.of("submit 1", "submit 2"), submits());
    }

    @Test
    void aFailureThatTwoSeeIsCountedOnce() {
        looks(state("FAILED", FAILED));
        var other = two.submit(7);
        fails(one);
        var failure = assertThrows(JobFailedException.class, () -> await(two, other));
        assertThrows(AbsentException.class, () -> two.failed(other, failure));
        assertEquals(1, new Submissions(lake).of(7).size());
    }

    @Test
    void aJobWhoseClusterWentAwayIsNoFailureOfTheBatch() {
        looks(state("INTERRUPTED", INTERRUPTED));
        var awaited = one.submit(7);
        var failure = assertThrows(JobFailedException.class, () -> await(one, awaited));
        assertThrows(AbsentException.class, () -> one.failed(awaited, failure));
        assertEquals(
                "INTERRUPTED", new Submissions(lake).last(7).orElseThrow().end().state());
    }

    @Test
    void aProposalThatIsNotTrueEndsTheSubmission() {
        var awaited = done(one);
        var lie = new IllegalStateException("it has read 9 records of 10 that are planned");
        assertSame(lie, assertThrows(Exception.class, () -> one.failed(awaited, lie)));
        assertEquals(
                "COMPLETED", new Submissions(lake).last(7).orElseThrow().end().state());
        assertEquals("one2", done(one).getAttempt());
    }

    @Test
    void aJobThatRunsForTooLongIsCancelledAndFails() {
        looks(new JobState("RUNNING", UNDER_WAY, "", "", TEN));
        var awaited = one.submit(7);
        clock.move(LIMIT);
        pass(awaited);
        assertFalse(jobs.log.contains("cancel s-1"));
        clock.move(Duration.ofSeconds(1));
        pass(awaited);
        pass(awaited);
        assertEquals(1, jobs.log.stream().filter("cancel s-1"::equals).count());
        looks(state("CANCELLED", FAILED));
        var failure = assertThrows(JobFailedException.class, () -> pass(awaited));
        assertEquals("job millrace-7-one1 (s-1 on j-1) took longer than PT2H and is CANCELLED", failure.getMessage());
    }

    private void pass(Awaited awaited) {
        now += Duration.ofSeconds(30).toNanos();
        one.look(awaited);
    }

    @Test
    void aJobThatDoesNotEndWhenItIsCancelledIsGivenUp() {
        looks(new JobState("RUNNING", UNDER_WAY, "", "", TEN.minus(LIMIT).minusSeconds(1)));
        var awaited = one.submit(7);
        var failure = assertThrows(JobFailedException.class, () -> await(one, awaited));
        assertTrue(failure.getMessage().contains("was cancelled, and is still RUNNING"), failure.getMessage());
        assertTrue(now >= Duration.ofMinutes(5).toNanos());
    }

    @Test
    void looksGetRarer() {
        looks(RUNNING);
        var awaited = one.submit(7);
        while (now < Duration.ofHours(1).toNanos()) {
            now += awaited.getPause() * 1_000_000;
            one.look(awaited);
        }
        assertTrue(jobs.seen > 120 && jobs.seen < 140, jobs.seen + " looks in an hour, of which most are 30 s apart");
    }

    @Test
    void aProgramThatStopsLeavesTheJobAlone() {
        var awaited = one.submit(7);
        stops = true;
        var failure = assertThrows(AbsentException.class, () -> one.look(awaited));
        assertThrows(AbsentException.class, () -> one.failed(awaited, failure));
        assertFalse(jobs.log.contains("cancel s-1"));
        assertEquals(1, lake.keys().size(), "the submission counts on");
    }

    @Test
    void ifAskedToItCancelsTheJob() {
        var tidy = process("tidy", true);
        var awaited = tidy.submit(7);
        stops = true;
        assertThrows(AbsentException.class, () -> tidy.look(awaited));
        assertTrue(jobs.log.contains("cancel s-1"));
    }

    @Test
    void whereThereIsNoClusterNothingIsWritten() {
        jobs.place = null;
        assertThrows(AbsentException.class, () -> one.submit(7));
        assertEquals(List.of(), lake.keys());
    }

    @Test
    void anotherEnginesSubmissionIsLeftAlone() {
        var others = new Submission(7, 1, "emr-serverless", "00f5", "x", TEN);
        lake.create(others.key(), others.toJson(), Map.of());
        assertEquals("one1", done(one).getAttempt());
        assertEquals(List.of("find 2", "submit 2"), jobs.log);
    }

    @Test
    void onRequestTheJobThatIsUnderWayIsCancelled() {
        var cancel = new JobCancel(jobs, new Submissions(lake));
        assertTrue(cancel.cancel(7).isEmpty());
        var awaited = one.submit(7);
        assertEquals("millrace-7-one1 (s-1 on j-1)", cancel.cancel(7).orElseThrow());
        assertTrue(jobs.log.contains("cancel s-1"));
        looks(COMPLETED);
        await(one, awaited);
        assertTrue(cancel.cancel(7).isEmpty());
    }
}
