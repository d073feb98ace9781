package io.millrace.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static Alert alert(String id, String rule, String change, String name, String url) {
        return new Alert(
                1,
                id,
                rule,
                "drop",
                NOW,
                null,
                "acme",
                new Alert.Product("acme", id, name, url, null, Map.of()),
                null,
                null,
                null,
                new BigDecimal(change),
                NOW,
                Wording.plain(name) + " (acme): down");
    }

    @Test
    void theTitleCountsByRulesMostFirst() {
        var digest = new Digest(List.of(
                alert("1", "back", "0", "A", null),
                alert("2", "drops", "-10", "B", null),
                alert("3", "drops", "-30", "C", null)));
        assertEquals("3 alerts: drops (2), back (1)", digest.title());
        assertEquals(
                List.of("3", "2"),
                digest.groups().get(0).alerts().stream().map(Alert::id).toList());
    }

    @Test
    void aTitleNamesFewRules() {
        var alerts = new ArrayList<Alert>();
        for (var n = 0; n < 7; n++) {
            alerts.add(alert("" + n, "rule-" + n, "0", "A", null));
        }
        assertEquals(
                "7 alerts: rule-0 (1), rule-1 (1), rule-2 (1), rule-3 (1), rule-4 (1) and others",
                new Digest(alerts).title());
    }

    @Test
    void slackIsGivenNoMoreThanItTakesHoweverLongNamesAndAddressesAre() throws Exception {
        var alerts = new ArrayList<Alert>();
        for (var n = 0; n < 50; n++) {
            alerts.add(alert("a" + n, "drops", "-1", "&".repeat(200), "https://acme.example/" + "x".repeat(1_400)));
        }
        var post = Json.MAPPER.readTree(SlackMessage.of(new Digest(alerts), "id"));
        assertTrue(post.path("blocks").size() <= 50, post.path("blocks").size() + " blocks");
        var lines = 0;
        for (var block : post.path("blocks")) {
            var text = block.at("/text/text").asText();
            assertTrue(text.length() <= 3_000, text.length() + " characters");
            lines += text.split("•", -1).length - 1;
        }
        assertEquals(50, lines);
    }

    @Test
    void anAddressThatIsLongerThanABlockIsLeftOut() throws Exception {
        var post = Json.MAPPER.readTree(
                SlackMessage.of(alert("a", "drops", "-1", "Kettle", "https://acme.example/" + "x".repeat(3_000))));
        assertEquals("Kettle (acme): down", post.path("text").asText());
    }

    @Test
    void namesCallNobodyInABundleEither() throws Exception {
        var bundle = new Digest(List.of(
                alert("1", "drops", "0", "<!channel> @here", "https://acme.example/p"),
                alert("2", "drops", "0", "B", "javascript:alert(1)")));
        var text = Json.MAPPER
                .readTree(SlackMessage.of(bundle, "id"))
                .at("/blocks/0/text/text")
                .asText();
        assertTrue(text.contains("• &lt;!channel&gt; @\u200Bhere (acme): down <https://acme.example/p|look"), text);
        assertFalse(text.contains("javascript"), text);
    }

    @Test
    void theIdOfABundleFollowsFromItsAlertsInWhateverOrder() {
        var one = alert("1", "drops", "0", "A", null);
        var two = alert("2", "drops", "0", "B", null);
        var id = new Delivery(List.of(one, two), null, "x", 1, NOW).id();
        assertEquals(id, new Delivery(List.of(two, one), null, "y", 2, NOW).id());
        assertEquals("1", new Delivery(List.of(one), null, "x", 1, NOW).id());
        assertFalse(id.equals("1") || id.equals("2"));
    }
}
