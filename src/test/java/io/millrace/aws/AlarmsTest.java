package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alarms of {@code aws/alarms.yaml}. */
class AlarmsTest {
    private static final Pattern SECTION = Pattern.compile("RUNBOOK\\.md#([a-z-]+)");
    private static final Stack STACK = Account.other().stack("alarms");

    /** Sections of the runbook that alarms name. */
    static Set<String> sections() {
        return Templates.within(Templates.all().get("alarms"))
                .filter(JsonNode::isTextual)
                .flatMap(text -> SECTION.matcher(text.asText()).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> properties(String type) {
        return STACK.resources().values().stream()
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"));
    }

    @Test
    void theyNameTheseSectionsOfTheRunbook() {
        assertEquals(
                Set.of("stream-lag", "spool-filling", "fetch-silent", "lambda-errors", "clean-failed"), sections());
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theRunbookHasTheSection(String section) throws IOException {
        var runbook = Files.readString(Path.of("RUNBOOK.md"));
        assertTrue(runbook.lines().anyMatch(("## " + section)::equals), section);
    }

    @Test
    void eachSaysWhatToDoAndTellsThoseWhoAsked() {
        var alarms = properties("AWS::CloudWatch::Alarm").toList();
        assertEquals(8, alarms.size());
        for (var alarm : alarms) {
            var said = alarm.path("AlarmDescription").asText();
            assertTrue(SECTION.matcher(said).find(), said);
            assertTrue(alarm.at("/AlarmActions/0").asText().contains(":sns:"), said);
        }
    }

    /** Nobody reads, or nobody publishes: then there are no values at all. */
    @Test
    void silenceIsAnAlarm() {
        var silent = properties("AWS::CloudWatch::Alarm")
                .filter(alarm -> alarm.path("TreatMissingData").asText().equals("breaching"))
                .map(alarm -> alarm.path("MetricName").asText())
                .collect(Collectors.toSet());
        assertEquals(Set.of("GetRecords.IteratorAgeMilliseconds", "IncomingRecords"), silent);
    }

    @Test
    void whoTellsMayPublish() {
        var may = properties("AWS::SNS::TopicPolicy")
                .flatMap(policy -> Templates.items(policy.at("/PolicyDocument/Statement")))
                .flatMap(statement -> Templates.items(statement.at("/Principal/Service")))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        assertEquals(Set.of("cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com"), may);
    }
}
