package io.millrace.run;

import io.millrace.reconcile.StageHealth;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Waits until what this process published is through: sent, landed, cleaned, loaded, as far as its roles go. */
public final class Finish {
    /** A pause that a stop ends early. */
    public interface Pause {
        /** Waits at most that long; true if a stop was asked for. */
        boolean await(long millis) throws InterruptedException;
    }

    private static final long LOOK_MILLIS = 200;
    private static final int GIVE_UP_AFTER = 5;
    /** A throttled stream or a warehouse that restarts comes back by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pipeline pipeline;
    private final Set<Role> roles;
    private final Consumer<String> said;
    private String doing = "";

    /** @param said is told what is waited for */
    public Finish(Pipeline pipeline, Set<Role> roles, Consumer<String> said) {
        this.pipeline = pipeline;
        this.roles = roles;
        this.said = said;
    }

    /**
     * Waits for the stages, one after the other.
     *
     * @return why it gave up; null if everything is through
     */
    public String await(Pause stop) throws Exception {
        if (roles.contains(Role.FETCH)) {
            var fault = awaitSent(stop);
            if (fault != null) {
                return fault;
            }
        }
        // Known only now that all is sent.
        var goals = pipeline.goals().lastByShard();
        var drain = pipeline.drain();
        if (roles.contains(Role.LAND)) {
            var fault = await(stop, "landing" + events(), () -> drain.isLanded(goals), Finish::carries);
            if (fault != null) {
                return fault;
            }
        }
        if (roles.contains(Role.CLEAN)) {
            var fault = await(stop, "cleaning" + events(), () -> drain.isCleaned(goals), Finish::carries);
            if (fault != null) {
                return fault;
            }
        }
        if (roles.contains(Role.LOAD)) {
            var fault = await(stop, "loading" + events(), drain::isLoaded, Finish::carries);
            if (fault != null) {
                return fault;
            }
        }
        var told = tell(stop);
        return told != null || pipeline.isRegistered()
                ? told
                : await(stop, "registering in the catalog", pipeline::isRegistered, "register-catalog"::equals);
    }

    /** Judges what was loaded, and tries each delivery once. */
    private String tell(Pause stop) throws Exception {
        var alerting = pipeline.alerting();
        if (alerting == null) {
            return null;
        }
        alerting.judgeSources();
        var fault = await(stop, "telling alerts", alerting::isThrough, Finish::tells);
        return fault != null || alerting.faults().isEmpty()
                ? fault
                : "alerts wait to be told: " + String.join("; ", alerting.faults());
    }

    /** Why no page can publish its event any more; null while they can, or may again soon. */
    public String cannotPublish() {
        return stuck(pipeline.health().failures(), "publish-events"::equals);
    }

    private String awaitSent(Pause stop) throws Exception {
        var spool = pipeline.spool();
        if (spool.events() == 0) {
            return null;
        }
        var fault = await(stop, "sending " + count(spool.events()), () -> spool.events() == 0, "send-events"::equals);
        return fault == null
                ? null
                : fault + "; " + count(spool.events()) + (spool.events() == 1 ? " is" : " are")
                        + " safe in the spool on this machine's disk, to go out at the next start";
    }

    private String events() {
        var events = pipeline.progress().events();
        return events == 0 ? "" : " " + count(events);
    }

    /** Whether what is in the stream waits for the stage: not for those before it, nor for what could not be kept. */
    private static boolean carries(String stage) {
        return !Set.of("keep-failed", "publish-events", "send-events").contains(stage);
    }

    /** A channel that takes nothing is no such stage: it is through then. */
    private static boolean tells(String stage) {
        return stage.equals("judge-alerts") || stage.startsWith("deliver-alerts-");
    }

    private interface Question {
        boolean answer() throws SQLException;
    }

    private String await(Pause stop, String doing, Question done, Predicate<String> stages) throws Exception {
        say(doing);
        while (!done.answer()) {
            var stuck = stuck(pipeline.health().failures(), stages);
            if (stuck != null) {
                return stuck;
            }
            if (stop.await(LOOK_MILLIS)) {
                return "stopped while " + doing;
            }
        }
        return null;
    }

    private static String stuck(Map<String, StageHealth.Failure> failures, Predicate<String> stages) {
        return failures.values().stream()
                .filter(failure -> stages.test(failure.stage()))
                .filter(failure -> failure.times() >= GIVE_UP_AFTER
                        && failure.since().plus(PATIENCE).isBefore(Instant.now()))
                .map(failure -> failure.stage() + " failed " + failure.times() + " times in a row: " + failure.reason())
                .findFirst()
                .orElse(null);
    }

    private static String count(long events) {
        return String.format(Locale.ROOT, "%,d %s", events, events == 1 ? "event" : "events");
    }

    private void say(String now) {
        if (!doing.equals(now)) {
            said.accept(now + " …");
            doing = now;
        }
    }
}
