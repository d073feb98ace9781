package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** What somebody types who was woken up. */
class RunbookTest {
    private static final String RUNBOOK = text("RUNBOOK.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(#([a-z-]+)\\)");

    /** Alarms on CloudWatch and in Prometheus name these. */
    private static final List<String> SECTIONS = List.of(
            "stream-lag",
            "fetch-silent",
            "lambda-errors",
            "clean-failed",
            "spend",
            "warehouse-behind",
            "sums-broken",
            "batch-held",
            "spool-filling",
            "alerts-undelivered",
            "trimmed",
            "not-ready",
            "stale");

    static List<String> commands() {
        return BLOCK.matcher(RUNBOOK)
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> line.startsWith("./millrace "))
                .map(line -> line.replaceFirst(" +# .*$", ""))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOneThatTheProgramTakes(String command) {
        var words = WORD.matcher(command.substring("./millrace ".length()))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toArray(String[]::new);
        var line = Millrace.commandLine();
        var parsed = assertDoesNotThrow(() -> line.parseArgs(words), command);
        assertTrue(parsed.hasSubcommand() || parsed.isVersionHelpRequested(), command);
    }

    @Test
    void aMisspeltCommandWouldBeFound() {
        var line = Millrace.commandLine();
        assertThrows(ParameterException.class, () -> line.parseArgs("batches", "shw", "7"));
    }

    @Test
    void everySectionThatAnAlarmNamesIsThereWithACommandOrALinkAndLinksLeadSomewhere() {
        var headings = headings();
        SECTIONS.forEach(section -> {
            var from = RUNBOOK.indexOf("\n## " + section + "\n");
            assertTrue(from > 0, section);
            var end = RUNBOOK.indexOf("\n#", from + 4);
            var said = RUNBOOK.substring(from, end);
            assertTrue(said.contains("**Means**"), section);
            assertTrue(said.contains("```\n") || said.contains("](#"), section);
        });
        var dead = LINK.matcher(RUNBOOK)
                .results()
                .map(match -> match.group(1))
                .filter(anchor -> !headings.contains(anchor))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), dead);
    }

    /** As they are linked to. */
    private static Set<String> headings() {
        return HEADING.matcher(RUNBOOK)
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
