package io.millrace.emr;

import io.millrace.lake.AbsentException;
import io.millrace.lake.AttemptIds;
import io.millrace.lake.Commits;
import io.millrace.lake.Outage;
import io.millrace.lake.Reason;
import io.millrace.lake.Submission;
import io.millrace.lake.Submissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the routes ask that have batches cleaned by jobs on AWS: a job is submitted once and found again, whoever died
 * meanwhile. Thread-safe.
 *
 * <p>A submission is an object that is created before its job is asked for. Who created it asks, and asks once; everybody
 * else, and who got no answer, looks for the job by its name. Where none shows up for a while, the submission is ended and
 * the next takes its place.
 */
public final class CleanJobs {
    private static final Logger LOG = LoggerFactory.getLogger(CleanJobs.class);

    /**
     * A job that is waited for.
     *
     * @param id null while it is not known
     * @param state as AWS names it; null while it is not known
     */
    public record UnderWay(Submission submission, String id, String state) {}

    /** State of a submission whose job was not found. */
    static final String LOST = "LOST";

    private final Jobs jobs;
    private final Submissions submissions;
    private final Commits commits;
    private final AttemptIds ids;
    private final Patience patience;
    private final BooleanSupplier stopping;
    private final boolean cancelsOnStop;
    private final Clock clock;
    private final LongSupplier nanos;
    private volatile Awaited current;
    /** Created by this process, and known to be without a job: a request that was refused is made again. */
    private volatile Submission unasked;

    /**
     * @param stopping whether this process is being stopped
     * @param cancelsOnStop whether the job that is waited for is then cancelled
     * @param nanos a clock that never goes back
     */
    public CleanJobs(
            Jobs jobs,
            Submissions submissions,
            Commits commits,
            AttemptIds ids,
            Patience patience,
            BooleanSupplier stopping,
            boolean cancelsOnStop,
            Clock clock,
            LongSupplier nanos) {
        this.jobs = jobs;
        this.submissions = submissions;
        this.commits = commits;
        this.ids = ids;
        this.patience = patience;
        this.stopping = stopping;
        this.cancelsOnStop = cancelsOnStop;
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * Takes up the submission of a batch that counts, or makes one, and asks for its job.
     *
     * @throws AbsentException if the job is refused, or there is no place for it
     */
    public Awaited submit(long n) {
        var awaited = new Awaited(patience);
        current = awaited;
        var last = submissions.last(n);
        if (last.isPresent()
                && last.get().end() == null
                && isOfThisEngine(last.get().submission())) {
            var submission = last.get().submission();
            awaited.begin(submission, submission.equals(unasked), nanos.getAsLong());
        } else {
            begin(awaited, n, last.map(known -> known.submission().k()).orElse(0) + 1);
        }
        look(awaited);
        return awaited;
    }

    /**
     * Looks how a job is, where that is due.
     *
     * @throws JobFailedException if it failed, or ran for too long
     * @throws AbsentException if this process stops, or the job is refused
     */
    public void look(Awaited awaited) {
        if (stopping.getAsBoolean()) {
            leave(awaited);
        }
        if (!awaited.isDue(nanos.getAsLong())) {
            return;
        }
        try {
            if (awaited.id() == null) {
                seek(awaited);
            } else {
                watch(awaited);
            }
            awaited.answered();
        } catch (SdkException e) {
            if (Answer.of(e) == Answer.REFUSED || awaited.isTroubled(nanos.getAsLong())) {
                throw e;
            }
            LOG.warn("stage=clean {} no answer, asked again: {}", named(awaited), Reason.of(e));
        }
        awaited.rest(nanos.getAsLong());
    }

    /**
     * Ends a submission whose job failed, or proposed what is not true; an outage ends none.
     *
     * @throws Exception the failure; an {@link AbsentException} where it is not to be counted, as what the job ran on went
     *     away, or another process counts it
     */
    public void failed(Awaited awaited, Exception failure) throws Exception {
        if (Outage.isBehind(failure)) {
            throw failure;
        }
        var state = awaited.state() == null ? LOST : awaited.state().name();
        var isFirst = end(awaited.submission(), state, Reason.of(failure));
        var isOfThePlace =
                failure instanceof JobFailedException job && job.state().phase() == JobState.Phase.INTERRUPTED;
        throw isFirst && !isOfThePlace ? failure : new AbsentException(failure.getMessage());
    }

    /** The job that this process waits for, by its batch; empty if it waits for none of it. */
    public Optional<UnderWay> underWay(long n) {
        var awaited = current;
        if (awaited == null
                || awaited.submission() == null
                || awaited.submission().n() != n) {
            return Optional.empty();
        }
        var state = awaited.state();
        return Optional.of(new UnderWay(awaited.submission(), awaited.id(), state == null ? null : state.name()));
    }

    private void begin(Awaited awaited, long n, int k) {
        var own = new Submission(n, k, jobs.engine(), jobs.place(), ids.next(), clock.instant());
        var created = commits.create(own.key(), own.toJson(), Map.of());
        // One that is there already may be this one, if an answer was lost.
        var counts = created ? own : submissions.read(n, k).orElseThrow();
        var isOwn = counts.attempt().equals(own.attempt());
        if (isOwn) {
            unasked = counts;
        }
        awaited.begin(counts, isOwn, nanos.getAsLong());
    }

    private void seek(Awaited awaited) {
        var submission = awaited.submission();
        var found = jobs.find(submission);
        if (found.isPresent()) {
            awaited.found(found.get());
            LOG.info("stage=clean {} found again", named(awaited));
        } else if (awaited.mayAsk() || jobs.isRepeatable()) {
            ask(awaited);
        } else if (awaited.isLost(nanos.getAsLong())) {
            end(submission, LOST, "no job of that name showed up");
            LOG.warn("stage=clean {} no such job, another takes its place", named(awaited));
            begin(awaited, submission.n(), submission.k() + 1);
        }
    }

    private void ask(Awaited awaited) {
        try {
            awaited.found(jobs.submit(awaited.submission()));
            awaited.asked();
            unasked = null;
            LOG.info("stage=clean {} submitted", named(awaited));
        } catch (SdkException e) {
            switch (Answer.of(e)) {
                case REFUSED ->
                    throw new AbsentException(
                            jobs.engine() + " refuses to clean batch "
                                    + awaited.submission().n() + " on "
                                    + awaited.submission().where() + ": " + Reason.of(e),
                            e);
                case BUSY -> throw e;
                case UNKNOWN -> {
                    awaited.asked();
                    unasked = null;
                    throw e;
                }
            }
        }
    }

    private void watch(Awaited awaited) {
        var state = jobs.look(awaited.submission(), awaited.id());
        if (awaited.saw(state)) {
            LOG.info("stage=clean {} state={}", named(awaited), state.name());
        }
        switch (state.phase()) {
            case DONE -> {}
            case FAILED, INTERRUPTED ->
                throw new JobFailedException(
                        job(awaited)
                                + (awaited.isCancelled()
                                        ? " took longer than " + patience.limit() + " and is "
                                        : " is ")
                                + state.said(),
                        state);
            case UNDER_WAY -> watchTime(awaited, state);
        }
    }

    private void watchTime(Awaited awaited, JobState state) {
        if (awaited.isCancelledInVain(nanos.getAsLong())) {
            throw new JobFailedException(
                    job(awaited) + " took longer than " + patience.limit() + ", was cancelled, and is still "
                            + state.said(),
                    state);
        }
        var started = state.started();
        if (!awaited.isCancelled() && started != null && clock.instant().isAfter(started.plus(patience.limit()))) {
            LOG.warn("stage=clean {} runs longer than {}, and is cancelled", named(awaited), patience.limit());
            jobs.cancel(awaited.submission(), awaited.id());
            awaited.cancelled(nanos.getAsLong());
        }
    }

    private void leave(Awaited awaited) {
        if (cancelsOnStop && awaited.id() != null) {
            jobs.cancel(awaited.submission(), awaited.id());
            throw new AbsentException(job(awaited) + " was cancelled, as this program stops");
        }
        throw new AbsentException(
                "this program stops while " + job(awaited) + " is under way; the next start finds it again");
    }

    private boolean end(Submission submission, String state, String reason) {
        var end = new Submission.End(submission.n(), submission.k(), state, reason, clock.instant());
        return commits.create(end.key(), end.toJson(), Map.of());
    }

    /** One that was made before the engine was changed is left alone: what it writes counts for nothing. */
    private boolean isOfThisEngine(Submission submission) {
        return submission.engine().equals(jobs.engine());
    }

    private String job(Awaited awaited) {
        return "job " + awaited.submission().name() + " (" + awaited.id() + " on "
                + awaited.submission().where() + ")";
    }

    private static String named(Awaited awaited) {
        var submission = awaited.submission();
        return "batch=" + submission.n() + " submission=" + submission.k() + " job=" + submission.name() + " id="
                + awaited.id();
    }
}
