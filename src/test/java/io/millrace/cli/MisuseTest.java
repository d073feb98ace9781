package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MisuseTest {
    @Test
    void aMistypedCommandIsToldInOneLineWithTheOneThatWasMeant() {
        var ran = Shell.plain("rnu");
        assertEquals(2, ran.exit());
        assertEquals("there is no command \"rnu\", did you mean run?", ran.err().strip());
    }

    @Test
    void aCommandLikeNoneIsToldWithAllThatThereAre() {
        var ran = Shell.plain("fertilize");
        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("expected one of demo, check, schema, run"), ran.err());
    }

    @Test
    void aMistypedOptionIsToldWithTheOneThatWasMeantAndNoWallOfText() {
        var ran = Shell.plain("run", "--onse");
        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("'--onse'") && ran.err().contains("--once"), ran.err());
        assertTrue(ran.err().contains("./millrace run --help"), ran.err());
        assertTrue(ran.err().lines().count() <= 3, ran.err());
    }

    @Test
    void noCommandAtAllShowsTheCommands() {
        var ran = Shell.plain();
        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("Usage: millrace") && ran.err().contains("check "), ran.err());
    }

    @Test
    void aWordTooManyIsRefused() {
        var ran = Shell.plain("run", "sources/acme.yaml");
        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("'sources/acme.yaml'"), ran.err());
    }

    @Test
    void theListOfCommandsHasWholeSentences() {
        Millrace.commandLine().getSubcommands().forEach((name, command) -> {
            var usage = command.getCommandSpec().usageMessage();
            // The list shows the first line of the header, or else of the description.
            var shown = usage.header().length > 0 ? usage.header()[0] : usage.description()[0];
            assertTrue(shown.endsWith("."), name + ": " + shown);
        });
    }
}
