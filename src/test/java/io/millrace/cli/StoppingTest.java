package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.run.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoppingTest {
    @Test
    void aProcessThatFetchesSaysHowManyEventsItStillSends() {
        var said = Stopping.says(Set.of(Role.FETCH), 7);
        assertTrue(said.contains("for the pages under way, to send what is in the spool (7 events now)"), said);
        assertFalse(said.contains("land"), said);
    }

    @Test
    void eachStageThatHasWorkUnderWayIsNamed() {
        var said = Stopping.says(Set.of(Role.LAND, Role.CLEAN, Role.LOAD), 0);
        assertTrue(
                said.contains("to land what was read, for the batch that is being cleaned, for the load under way;"),
                said);
    }

    @Test
    void whoOnlyShowsWaitsForNothing() {
        assertEquals("stopping", Stopping.says(Set.of(Role.DASHBOARD), 0));
    }
}
