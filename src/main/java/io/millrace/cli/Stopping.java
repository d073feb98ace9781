package io.millrace.cli;

import io.millrace.run.Role;
import java.util.ArrayList;
import java.util.Set;

/** What a process that was asked to stop still does. */
final class Stopping {
    private Stopping() {}

    /**
     * One line for a person.
     *
     * @param events that wait to be sent
     */
    static String says(Set<Role> roles, long events) {
        var waits = new ArrayList<String>();
        if (roles.contains(Role.FETCH)) {
            waits.add("for the pages under way");
            waits.add("to send what is in the spool (" + Counted.of(events, "event") + " now)");
        }
        if (roles.contains(Role.LAND)) {
            waits.add("to land what was read");
        }
        if (roles.contains(Role.CLEAN)) {
            waits.add("for the batch that is being cleaned");
        }
        if (roles.contains(Role.LOAD)) {
            waits.add("for the load under way");
        }
        return waits.isEmpty()
                ? "stopping"
                : "stopping: waits, for a minute at the most, " + String.join(", ", waits)
                        + "; what is not done by then is done at the next start";
    }
}
