package io.millrace.cli;

import io.millrace.reconcile.StageHealth;
import io.millrace.run.Pipeline;
import io.millrace.run.Role;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Waits until what this process published is through: landed, cleaned, loaded, as far as its roles go. */
final class Finish {
    /** A pause that a stop ends early. */
    interface Pause {
        /** Waits at most that long; true if a stop was asked for. */
        boolean await(long millis) throws InterruptedException;
    }

    private static final long LOOK_MILLIS = 200;
    private static final int GIVE_UP_AFTER = 5;
    /** A throttled stream or a warehouse that restarts comes back by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pipeline pipeline;
    private final Set<Role> roles;
    private final PrintWriter err;
    private String said = "";

    Finish(Pipeline pipeline, Set<Role> roles, PrintWriter err) {
        this.pipeline = pipeline;
        this.roles = roles;
        this.err = err;
    }

    /**
     * Waits for the stages, one after the other.
     *
     * @return why it gave up; null if everything is through
     */
    String await(Pause stop) throws Exception {
        var goals = pipeline.goals().lastByShard();
        var drain = pipeline.drain();
        if (roles.contains(Role.LAND)) {
            var fault = await(stop, "landing", () -> drain.isLanded(goals));
            if (fault != null) {
                return fault;
            }
        }
        if (roles.contains(Role.CLEAN)) {
            var fault = await(stop, "cleaning", () -> drain.isCleaned(goals));
            if (fault != null) {
                return fault;
            }
        }
        return roles.contains(Role.LOAD) ? await(stop, "loading", drain::isLoaded) : null;
    }

    private interface Question {
        boolean answer() throws SQLException;
    }

    private String await(Pause stop, String doing, Question done) throws Exception {
        say(doing);
        while (!done.answer()) {
            var stuck = stuck(pipeline.health().failures());
            if (stuck != null) {
                return stuck;
            }
            if (stop.await(LOOK_MILLIS)) {
                return "stopped while " + doing;
            }
        }
        return null;
    }

    private static String stuck(Map<String, StageHealth.Failure> failures) {
        return failures.values().stream()
                // Nothing that is published waits for what could not be kept; it is counted as given up.
                .filter(failure -> !failure.stage().equals("keep-failed"))
                .filter(failure -> failure.times() >= GIVE_UP_AFTER
                        && failure.since().plus(PATIENCE).isBefore(Instant.now()))
                .map(failure -> failure.stage() + " failed " + failure.times() + " times in a row: " + failure.reason())
                .findFirst()
                .orElse(null);
    }

    private void say(String doing) {
        if (!said.equals(doing)) {
            var events = pipeline.progress().events();
            err.println(doing + (events == 0 ? "" : " " + Counted.of(events, "event")) + " …");
            err.flush();
            said = doing;
        }
    }
}
