package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.alert.HookServer;
import io.millrace.dataset.Json;
import io.millrace.run.TopicServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts as a user meets them, with the whole pipeline. */
class AlertsCommandIT {
    @TempDir
    private Path folder;

    private Shell shell;
    private TestSite site;
    private HookServer hooks;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        site = new TestSite();
        hooks = HookServer.start();
        shell.file("sources/acme.yaml", site.page("/kettle", kettle("20.00")).source("acme", "/kettle"));
    }

    @AfterEach
    void close() {
        site.close();
        hooks.close();
    }

    private void alerts(String... rules) throws IOException {
        shell.file(
                "millrace.yaml",
                "land: {max-age: 100ms, poll: 200ms}\nalerts:\n  channels:\n    - {name: ops, type: log}\n"
                        + "    - {name: hook, type: webhook, url: '" + hooks.url() + "/in'}\n  rules:\n    - "
                        + String.join("\n    - ", rules) + "\n");
    }

    private static String kettle(String price) {
        return TestSite.KETTLE.replace("12.50", price);
    }

    @Test
    void aDropIsToldByARunAndListedAndARunThatCannotTellSaysSo() throws Exception {
        alerts("{name: drops, drop: 10%, cooldown: 0s}", "{name: cheap, below: 5, currency: EUR, source: acme}");
        shell.expect(0, "run", "--once");
        assertEquals(List.of(), hooks.posts());
        var quiet = shell.expect(0, "alerts", "preview");
        assertTrue(quiet.contains("cheap: below: 5 EUR; source: acme (1 now); to ops, hook"), quiet);
        assertTrue(quiet.contains("says nothing now"), quiet);

        site.page("/kettle", kettle("15.00"));
        shell.expect(0, "run", "--once");
        assertEquals(1, hooks.posts().size());
        assertEquals(
                "Kettle (acme): 15.00 EUR, 25 % down from 20.00",
                Json.MAPPER.readTree(hooks.posts().get(0).body()).path("text").asText());
        shell.expect(0, "run", "--once");
        assertEquals(1, hooks.posts().size());
        var previewed = shell.expect(0, "alerts", "preview", "drops");
        assertFalse(previewed.contains("cheap"), previewed);

        hooks.answer(500);
        site.page("/kettle", kettle("12.00"));
        var failed = shell.expect(1, "run", "--once");
        assertTrue(failed.contains("alerts wait to be told: hook: ") && failed.contains("answered 500"), failed);
        var status = shell.expect(0, "status");
        assertTrue(status.contains("hook: 1 wait to be told"), status);
        var listed = shell.expect(0, "alerts", "list");
        assertTrue(listed.contains("drops  Kettle (acme): 12.00 EUR, 20 % down from 15.00"), listed);
        assertTrue(listed.contains("hook: waiting after 1 attempt: "), listed);
        assertTrue(listed.contains("ops: sent "), listed);
        assertTrue(listed.contains("25 % down from 20.00"), listed);
        var json = Json.MAPPER.readTree(
                shell.millrace("alerts", "list", "--json", "--last", "1").out());
        assertEquals(1, json.path("alerts").size());
        assertEquals(15, json.at("/alerts/0/before_price").asInt());
        assertEquals("drop: 10%, against: last", json.at("/rules/0/condition").asText());
    }

    @Tag("long")
    @Test
    void whatWasGivenUpWaitsAgainWhenAUserSaysSo() throws Exception {
        alerts("{name: cheap, below: 50, currency: EUR, to: hook}");
        hooks.answer(410);
        shell.expect(1, "run", "--once");
        var listed = shell.expect(0, "alerts", "list");
        assertTrue(listed.contains("hook: failed after 1 attempt"), listed);
        var other = shell.expect(0, "alerts", "retry", "ops");
        assertTrue(other.contains("no delivery to ops was given up"), other);
        var unknown = shell.expect(2, "alerts", "retry", "hok");
        assertTrue(unknown.contains("no channel is called hok; there are ops, hook"), unknown);
        var retried = shell.expect(0, "alerts", "retry");
        assertTrue(retried.contains("1 delivery that had been given up waits to be told again"), retried);
        hooks.answer(204);
        shell.expect(0, "run", "--once");
        assertEquals(2, hooks.posts().size());
        assertEquals(hooks.posts().get(0).id(), hooks.posts().get(1).id());
    }

    @Tag("long")
    @Test
    void whatIsErasedIsInNoAlertAnyMore() throws Exception {
        alerts("{name: cheap, below: 50, currency: EUR, to: hook}");
        shell.expect(0, "run", "--once");
        var listed = shell.expect(0, "alerts", "list");
        assertTrue(listed.contains(": 20.00 EUR, below 50.00"), listed);
        shell.expect(0, "erase", "--source", "acme", "--yes");
        site.page("/kettle", kettle("19.00"));
        shell.expect(0, "run", "--once");
        listed = shell.expect(0, "alerts", "list");
        assertFalse(listed.contains("20.00"), listed);
    }

    @Tag("long")
    @Test
    void aSuspectPriceIsNeverTold() throws Exception {
        alerts("{name: drops, drop: 10%, cooldown: 0s}", "{name: cheap, below: 5, currency: EUR}");
        shell.expect(0, "run", "--once");
        // As a shop writes that has lost its decimal separator, or a page that stands in for it.
        site.page("/kettle", kettle("0.20"));
        var ran = shell.millrace("run", "--once");
        assertTrue(ran.out().contains("rejected as suspect: 1"), ran.said());
        assertEquals(List.of(), hooks.posts());
        site.page("/kettle", kettle("4.00"));
        shell.expect(0, "run", "--once");
        assertEquals(2, hooks.posts().size());
    }

    @Test
    void aTestReachesEachChannelAndSaysWhichDoesNotTakeIt() throws Exception {
        alerts("{name: drops, drop: 10%, to: hook}");
        var fine = shell.expect(0, "alerts", "test");
        assertTrue(fine.contains("ops              sent     written"), fine);
        assertTrue(fine.contains("hook             sent     204"), fine);
        var body = Json.MAPPER.readTree(hooks.posts().get(0).body());
        assertTrue(body.path("test").asBoolean() && body.path("text").asText().startsWith("TEST "), body.toString());
        hooks.answer(403);
        var failed = shell.expect(1, "alerts", "test", "--rule", "drops");
        assertTrue(failed.contains("hook             FAILED   127.0.0.1:") && failed.contains("answered 403"), failed);
        assertFalse(failed.contains("ops "), failed);
        var unknown = shell.expect(2, "alerts", "test", "hok");
        assertTrue(unknown.contains("no channel is called hok; there are ops, hook"), unknown);
    }

    @Test
    void aTopicIsLookedAtByCheckAndPublishedToByATest() throws Exception {
        var properties = List.of("aws.endpointUrlSns", "aws.accessKeyId", "aws.secretAccessKey");
        try (var topics = new TopicServer()) {
            properties.forEach(property -> System.setProperty(property, topics.url()));
            shell.file(
                    "millrace.yaml",
                    "alerts:\n  channels:\n    - {name: there, type: sns, topic: '" + TopicServer.TOPIC + "'}\n"
                            + "    - {name: gone, type: sns, topic: '" + TopicServer.TOPIC + "-old'}\n"
                            + "  rules:\n    - {name: drops, drop: 10%}\n");
            var checked = shell.expect(1, "check", "--pages", "0");
            assertTrue(checked.contains("there: topic price-alerts in eu-west-3 is there"), checked);
            assertTrue(
                    checked.contains("gone: cannot be reached: topic price-alerts-old in eu-west-3: NotFound (HTTP"),
                    checked);
            assertEquals(List.of(), topics.published());
            var tested = shell.expect(1, "alerts", "test");
            assertTrue(tested.contains("there            sent     published as m-1"), tested);
            assertTrue(
                    tested.contains("gone             FAILED   topic price-alerts-old in eu-west-3: NotFound"), tested);
        } finally {
            properties.forEach(System::clearProperty);
        }
    }

    @Test
    void whatCannotWorkIsFoundByCheck() throws Exception {
        alerts(
                "{name: typo, drop: 10%, source: acne}",
                "{name: nothing, drop: 10%, label: {our_sku: X}}", "{name: hasty, no-data: 1m}");
        var checked = shell.expect(0, "check");
        assertTrue(checked.contains("typo never speaks: no source is called acne; there are acme"), checked);
        assertTrue(checked.contains("nothing never speaks: no page of its sources has the labels"), checked);
        assertTrue(checked.contains("hasty speaks between two rounds of acme"), checked);
        assertTrue(checked.contains("hook: 127.0.0.1:"), checked);
        hooks.close();
        var broken = shell.expect(1, "check");
        assertTrue(broken.contains("hook: cannot be reached"), broken);
    }

    @Test
    void withoutRulesTheCommandSaysHowToWriteOne() {
        var said = shell.expect(
                2, "alerts", "list", "--data", folder.resolve("none").toString());
        assertTrue(said.contains("nothing has run on the data folder"), said);
    }
}
