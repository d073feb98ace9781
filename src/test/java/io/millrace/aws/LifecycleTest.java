package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.StreamId;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.BatchFailure;
import io.millrace.lake.Ended;
import io.millrace.lake.FailedWork;
import io.millrace.lake.LoadedThrough;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.Reached;
import io.millrace.lake.Removal;
import io.millrace.lake.Submission;
import io.millrace.member.Heartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What S3 removes by itself, and when. */
class LifecycleTest {
    private static final StreamId STREAM = StreamId.of("millrace-events", Instant.parse("2026-11-22T10:00:00Z"));
    private static final int HOURS_OF_A_DAY = 24;
    /** Landing that was down for as long as the stream keeps records must find the objects before still there. */
    private static final int DAYS_BETWEEN = 7;

    /** Keys of what Millrace reads again, as it makes them itself. */
    static Stream<String> neededKeys() {
        return Stream.of(
                Plan.key(7),
                Manifest.key(7),
                "processed/_newest.json",
                BatchFailure.key(7, 1),
                Submission.key(7, 1),
                new AttemptKeys(7, "abc").day("prices", "2026-11-22") + "part-0.parquet",
                new AttemptKeys(7, "abc").rejected() + "part-0.jsonl.gz",
                new AttemptKeys(7, "abc").proposal(),
                Position.key(STREAM, "shardId-000000000000"),
                Ended.key(STREAM, "shardId-000000000000"),
                Reached.key(STREAM, "shardId-000000000000"),
                Removal.key(7),
                Removal.Done.key(7),
                LoadedThrough.key("local"),
                Heartbeat.key("one"),
                "_members/claims/shop.example/00000001.json",
                "_quota/aerodatabox/2026-11/00000001.json",
                "_catalog/millrace.json",
                "_millrace.json",
                FailedWork.eventKey("one", 7));
    }

    @ParameterizedTest
    @MethodSource("neededKeys")
    void whatMillraceReadsAgainNeverExpires(String key) {
        for (var account : List.of(Account.plain(), Account.other())) {
            assertEquals(
                    List.of(),
                    expiring(account)
                            .filter(rule -> key.startsWith(prefix(rule)))
                            .toList(),
                    key);
        }
    }

    @Test
    void onlyWhatAgesWithoutANoteExpires() {
        var prefixes = expiring(Account.plain()).map(LifecycleTest::prefix).collect(Collectors.toSet());
        assertEquals(Set.of("failed/fetch/", "rejected/publish/", "_athena/"), prefixes);
    }

    @Test
    void rawObjectsStayUnlessSomebodySaysOtherwise() {
        assertTrue(expiring(Account.plain()).noneMatch(rule -> prefix(rule).equals("raw/")));
        assertTrue(expiring(Account.other()).anyMatch(rule -> prefix(rule).equals("raw/")));
    }

    @Test
    void rawObjectsOutlastTheStreamWhateverIsSet() {
        var lake = Templates.all().get("lake");
        var allowed = new TreeSet<Integer>();
        for (var hours : lake.at("/Parameters/StreamRetentionHours/AllowedValues")) {
            for (var days : lake.at("/Parameters/RawExpiryDays/AllowedValues")) {
                var stack = new Stack(
                        "lake",
                        lake,
                        Map.of("StreamRetentionHours", hours.asText(), "RawExpiryDays", days.asText()),
                        Map.of());
                if (stack.broken().isEmpty() && days.asInt() > 0) {
                    allowed.add(days.asInt());
                    assertTrue(
                            days.asInt() >= hours.asInt() / HOURS_OF_A_DAY + DAYS_BETWEEN,
                            hours + " hours in the stream, " + days + " days in the lake");
                }
            }
        }
        assertFalse(allowed.isEmpty());
    }

    @Test
    void everyRetentionOfTheStreamLetsRawObjectsBeKeptForEver() {
        var lake = Templates.all().get("lake");
        for (var hours : lake.at("/Parameters/StreamRetentionHours/AllowedValues")) {
            var stack = new Stack("lake", lake, Map.of("StreamRetentionHours", hours.asText()), Map.of());
            assertEquals(List.of(), stack.broken(), hours.asText());
        }
    }

    @Test
    void oldVersionsGoEverywhere() {
        assertTrue(rules(Account.plain())
                .anyMatch(rule -> prefix(rule).isEmpty() && rule.has("NoncurrentVersionExpiration")));
    }

    private static Stream<JsonNode> expiring(Account account) {
        return rules(account).filter(rule -> rule.has("ExpirationInDays"));
    }

    private static Stream<JsonNode> rules(Account account) {
        var lake = account.stack("lake").resources().get("Lake");
        return Templates.items(lake.at("/Properties/LifecycleConfiguration/Rules"));
    }

    private static String prefix(JsonNode rule) {
        return rule.path("Prefix").asText();
    }
}
