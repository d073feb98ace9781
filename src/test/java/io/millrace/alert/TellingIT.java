package io.millrace.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.millrace.dataset.Json;
import io.millrace.run.TopicServer;
import io.millrace.testing.TestClock;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on their way to real servers, by the shipped routes. */
class TellingIT {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String RULE = "rules:\n  - {name: drops, drop: 10%}\n";
    private static final Map<String, String> SECRETS = Map.of("HOOK_SECRET", "s3cret", "MAIL_PASSWORD", "letmein");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(NOW);
    private final AtomicInteger broken = new AtomicInteger();
    private DuckDb file;
    private HookServer hooks;
    private ToldChannels told;

    @BeforeEach
    void open() throws Exception {
        file = DuckDb.open(folder.resolve("warehouse.duckdb"), "128MB");
        hooks = HookServer.start();
    }

    @AfterEach
    void close() throws Exception {
        if (told != null) {
            told.close();
        }
        hooks.close();
        file.close();
    }

    private void channel(String channel, String... more) throws Exception {
        channel(20_000, channel, more);
    }

    private void channel(long mostMillis, String channel, String... more) throws Exception {
        var settings = Rules.settings(
                        folder, "channels:\n  - " + channel + "\n" + String.join("\n", more) + RULE, SECRETS)
                .alerts();
        told = new ToldChannels(settings, Warehouse.duckDb("local", breaking()), PostClient.open(mostMillis), clock);
    }

    /** The file, whose next connections break, as many as are said. */
    private DataSource breaking() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, values) -> {
                    if (method.getName().equals("getConnection") && broken.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        throw new SQLException("the connection is broken");
                    }
                    return method.invoke(file, values);
                });
    }

    private static Alert drop(String id, String name) {
        return drop(id, name, NOW);
    }

    private static Alert drop(String id, String name, Instant decidedAt) {
        return new Alert(
                1,
                id,
                "drops",
                "drop",
                decidedAt,
                null,
                "acme",
                new Alert.Product(
                        "acme", "A-1", name, "https://acme.example/p?a=1&b='x'", null, Map.of("our_sku", "X")),
                new BigDecimal("90"),
                "EUR",
                new BigDecimal("100"),
                new BigDecimal("-10.00"),
                NOW,
                Wording.plain(name) + " (acme): 90.00 EUR, 10 % down from 100.00");
    }

    @Test
    void aWebhookIsPostedSignedJsonOnce() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "/in?token=t0k', secret: '{{env:HOOK_SECRET}}'}");
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        told.round("hook");
        assertEquals(1, hooks.posts().size());
        var post = hooks.posts().get(0);
        assertEquals("/in?token=t0k", post.path());
        assertEquals("a1", post.id());
        assertEquals("a1", post.key());
        assertEquals("application/json; charset=utf-8", post.type());
        assertEquals(
                "t=" + NOW.getEpochSecond() + ",v1=" + hmac(NOW.getEpochSecond() + "." + post.body()),
                post.signature());
        var json = Json.MAPPER.readTree(post.body());
        assertEquals(Json.MAPPER.readTree("""
                        {"version": 1, "id": "a1", "rule": "drops", "kind": "drop", "decided_at": "2026-11-22T10:00:00Z",
                        "source": "acme", "product": {"source": "acme", "sku": "A-1", "name": "Kettle",
                        "url": "https://acme.example/p?a=1&b='x'", "labels": {"our_sku": "X"}},
                        "price": 90, "currency": "EUR", "before": 100, "change_percent": -10.00,
                        "observed_at": "2026-11-22T10:00:00Z",
                        "text": "Kettle (acme): 90.00 EUR, 10 % down from 100.00"}"""), json);
        assertEquals(List.of("hook sent 1 204"), told.deliveries());
    }

    private Map<String, String> published(String name, String arn, TopicServer topics) throws Exception {
        var settings = Rules.settings(
                        folder, "channels:\n  - {name: topic, type: sns, topic: '" + arn + "'}\n" + RULE, SECRETS)
                .alerts();
        told = new ToldChannels(
                settings, Warehouse.duckDb("local", breaking()), PostClient.open(20_000), topics, clock);
        told.decide(drop("a1", name));
        told.round("topic");
        told.round("topic");
        assertEquals(List.of("topic sent 1 published as m-1"), told.deliveries());
        assertEquals(1, topics.published().size());
        return topics.published().get(0);
    }

    @Test
    void aTopicIsGivenJsonForMachinesAndSentencesForPeople() throws Exception {
        try (var topics = new TopicServer()) {
            var name = "Wasserkocher für Tee ☕ " + "lang ".repeat(30);
            var published = published(name, TopicServer.TOPIC, topics);
            assertEquals(TopicServer.TOPIC, published.get("TopicArn"));
            var subject = published.get("Subject");
            assertTrue(subject.startsWith("Millrace: Wasserkocher fur Tee ? lang") && subject.endsWith("..."), subject);
            var texts = Json.MAPPER.readTree(published.get("Message"));
            var json = Json.MAPPER.readTree(texts.path("default").asText());
            assertEquals("a1", json.path("id").asText());
            assertEquals("A-1", json.path("product").path("sku").asText());
            var sentence = Wording.plain(name) + " (acme): 90.00 EUR, 10 % down from 100.00";
            assertEquals(sentence, texts.path("sms").asText());
            assertTrue(
                    texts.path("email").asText().startsWith(sentence + "\n\nhttps://acme.example/p?a=1&b='x'\n\n"),
                    texts.toString());
            assertFalse(published.containsKey("MessageGroupId"));
            var attributes = new ArrayList<String>();
            for (var n = 1; published.containsKey("MessageAttributes.entry." + n + ".Name"); n++) {
                var entry = "MessageAttributes.entry." + n;
                attributes.add(published.get(entry + ".Name") + "=" + published.get(entry + ".Value.StringValue"));
            }
            assertEquals(
                    List.of("id=a1", "kind=drop", "rule=drops", "source=acme"),
                    attributes.stream().sorted().toList());
        }
    }

    @Test
    void aTopicThatKeepsAnOrderKnowsAlertsByTheirIds() throws Exception {
        try (var topics = new TopicServer()) {
            var published = published("Kettle", TopicServer.FIFO, topics);
            assertEquals("acme", published.get("MessageGroupId"));
            assertEquals("a1", published.get("MessageDeduplicationId"));
        }
    }

    @Test
    void aTopicThatRefusesOneAlertIsGivenTheNextAndOneThatRefusesAllIsLeftAlone() throws Exception {
        try (var topics = new TopicServer()) {
            topics.refuse("InvalidParameter: Invalid parameter: Message too long");
            var settings = Rules.settings(
                            folder,
                            "channels:\n  - {name: topic, type: sns, topic: '" + TopicServer.TOPIC + "'}\n" + RULE,
                            SECRETS)
                    .alerts();
            told = new ToldChannels(
                    settings, Warehouse.duckDb("local", breaking()), PostClient.open(20_000), topics, clock);
            told.decide(drop("a1", "Kettle"));
            told.round("topic");
            topics.refuse(null);
            told.decide(drop("a2", "Mug"));
            told.round("topic");
            assertEquals(1, topics.published().size());
            topics.refuse("AuthorizationError: not authorized");
            told.decide(drop("a3", "Pan"));
            told.round("topic");
            topics.refuse(null);
            told.decide(drop("a4", "Cup"));
            told.round("topic");
            assertEquals(1, topics.published().size());
            clock.move(Duration.ofSeconds(70));
            told.round("topic");
            assertEquals(4, topics.published().size());
        }
    }

    private static String hmac(String signed) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatAServerDoesNotTakeIsTriedAgainWithGrowingPausesUntilItDoes() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "/in?token=t0k'}");
        hooks.answer(500);
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        var host = hooks.url().substring("http://".length());
        assertEquals(List.of("hook waiting 1 " + host + " answered 500"), told.deliveries());
        var reason = told.health.failures().get("deliver-alerts-hook").reason();
        assertTrue(reason.contains(host + " answered 500") && !reason.contains("t0k"), reason);
        clock.move(Duration.ofSeconds(59));
        told.round("hook");
        assertEquals(1, hooks.posts().size());
        clock.move(Duration.ofSeconds(1));
        told.round("hook");
        assertEquals(2, hooks.posts().size());
        clock.move(Duration.ofSeconds(119));
        told.round("hook");
        assertEquals(2, hooks.posts().size());
        hooks.answer(200);
        clock.move(Duration.ofSeconds(1));
        told.round("hook");
        assertEquals(List.of("hook sent 3 200"), told.deliveries());
        assertEquals(Map.of(), told.health.failures());
        assertEquals(
                List.of("a1", "a1", "a1"),
                hooks.posts().stream().map(HookServer.Post::id).toList());
        assertNull(hooks.posts().get(0).signature());
    }

    @Test
    void aServerThatAsksForAPauseGetsIt() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        hooks.answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "600");
            exchange.sendResponseHeaders(429, -1);
        });
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        clock.move(Duration.ofSeconds(599));
        told.round("hook");
        assertEquals(1, hooks.posts().size());
        clock.move(Duration.ofSeconds(1));
        told.round("hook");
        assertEquals(2, hooks.posts().size());
    }

    @Test
    void aHookThatIsGoneIsGivenUpAtOnceAndOneThatNeverAnswersInTheEnd() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        hooks.answer(410);
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        assertTrue(told.deliveries().get(0).startsWith("hook failed 1 "));
        assertEquals(List.of(new Outbox.Count("hook", 0, null, 1)), told.outbox.counts());
        hooks.answer(503);
        told.decide(new Alert(
                1, "a2", "drops", "drop", NOW.plusSeconds(1), null, "acme", null, null, null, null, null, NOW, "x"));
        clock.move(Duration.ofDays(3).minusSeconds(1));
        told.round("hook");
        assertTrue(told.deliveries().get(0).startsWith("hook waiting 1 "));
        clock.move(Duration.ofHours(2));
        told.round("hook");
        assertTrue(told.deliveries().get(0).startsWith("hook failed 2 "));
        told.round("hook");
        assertEquals(3, hooks.posts().size());
    }

    @Test
    void noRedirectIsFollowed() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "/in'}");
        hooks.answer(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        assertEquals(
                List.of("/in"),
                hooks.posts().stream().map(HookServer.Post::path).toList());
        assertTrue(told.deliveries().get(0).contains("answered 307"));
    }

    @Test
    void aServerThatDripsIsLeftAlone() throws Exception {
        channel(1_000, "{name: hook, type: webhook, url: '" + hooks.url() + "/in'}");
        hooks.answer(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            for (var i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        });
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        assertTrue(
                told.deliveries().get(0).startsWith("hook waiting 1 "),
                told.deliveries().toString());
    }

    @Test
    void aChannelThatFailsHoldsNoOtherUp() throws Exception {
        channel(
                "{name: dead, type: webhook, url: 'http://127.0.0.1:1/secret-path'}",
                "  - {name: hook, type: webhook, url: '" + hooks.url() + "'}\n");
        told.decide(drop("a1", "Kettle"));
        told.round("dead");
        told.round("hook");
        assertEquals(1, hooks.posts().size());
        var dead = told.deliveries().get(0);
        assertTrue(dead.startsWith("dead waiting 1 ") && dead.contains("127.0.0.1:1"), dead);
        assertFalse(dead.contains("secret-path"), dead);
        assertTrue(told.posting.isThrough());
    }

    @Test
    void whatIsToldIsNotToldAgainWhereNotingItFails() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        hooks.answer(exchange -> {
            broken.set(2);
            exchange.sendResponseHeaders(200, -1);
        });
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        told.round("hook");
        assertEquals(
                "the connection is broken",
                told.health.failures().get("deliver-alerts-hook").reason());
        assertEquals(2, told.health.failures().get("deliver-alerts-hook").times());
        assertEquals(List.of(), told.posting.faults());
        assertFalse(told.posting.isThrough());
        assertEquals(List.of("hook waiting 1 null"), told.deliveries());
        clock.move(Duration.ofMinutes(10));
        told.round("hook");
        assertEquals(List.of("hook sent 1 200"), told.deliveries());
        assertEquals(Map.of(), told.health.failures());
        assertTrue(told.posting.isThrough());
        assertEquals(1, hooks.posts().size());
        assertEquals(1L, told.posting.results().get("hook").get("sent"));
    }

    @Test
    void aWarehouseThatWasAwayIsNoFaultOfAChannelThatHasNothingToTell() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        broken.set(1);
        told.round("hook");
        assertEquals(1, told.health.failures().get("deliver-alerts-hook").times());
        told.round("hook");
        assertEquals(Map.of(), told.health.failures());
        assertTrue(told.posting.isThrough());
    }

    @Test
    void aRefusalThatCannotBeNotedIsAFaultOfTheChannelNonetheless() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        hooks.answer(exchange -> {
            broken.set(1);
            exchange.sendResponseHeaders(500, -1);
        });
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        assertEquals(
                "the connection is broken",
                told.health.failures().get("deliver-alerts-hook").reason());
        told.round("hook");
        assertEquals(1, hooks.posts().size());
        assertTrue(told.posting.isThrough());
        assertTrue(told.posting.faults().get(0).endsWith("answered 500"));
        hooks.answer(204);
        clock.move(Duration.ofMinutes(5));
        told.round("hook");
        assertEquals(List.of("hook sent 2 204"), told.deliveries());
        assertEquals(List.of(), told.posting.faults());
    }

    @Test
    void whatIsInHandIsNotThroughYet() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "/in'}");
        var meanwhile = new ArrayList<Boolean>();
        hooks.answer(exchange -> {
            try {
                meanwhile.add(told.posting.isThrough());
            } catch (SQLException e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(500, -1);
        });
        told.decide(drop("a1", "Kettle"));
        assertFalse(told.posting.isThrough());
        told.round("hook");
        assertEquals(List.of(false), meanwhile);
        assertTrue(told.posting.isThrough());
        assertEquals(1, told.posting.faults().size());
    }

    @Test
    void inQuietHoursNothingIsToldAndAllOfItAfterwards() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "', quiet: '11:30-07:00 Europe/Berlin'}");
        told.decide(drop("a1", "Kettle"));
        told.round("hook");
        assertEquals(1, hooks.posts().size());
        clock.move(Duration.ofMinutes(30));
        told.decide(drop("a2", "Pot", clock.instant()));
        told.round("hook");
        assertEquals(1, hooks.posts().size());
        assertTrue(told.posting.isThrough());
        assertEquals(List.of(), told.posting.faults());
        clock.move(Duration.ofHours(19).plusMinutes(30));
        told.round("hook");
        assertEquals(2, hooks.posts().size());
        assertEquals(List.of(), told.outbox.counts());
    }

    @Test
    void slackIsGivenTextThatCallsNobodyAndLinksNowhere() throws Exception {
        var settings = Rules.settings(
                        folder,
                        "channels:\n  - {name: team, type: slack, url: '{{env:SLACK}}'}\n" + RULE,
                        Map.of("SLACK", hooks.url() + "/services/T0/B0/xyz"))
                .alerts();
        told = new ToldChannels(settings, Warehouse.duckDb("local", file), PostClient.open(), clock);
        hooks.answer(exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
        });
        told.decide(drop("a1", "<!channel> @here & <https://evil.example|click>"));
        told.round("team");
        assertEquals(List.of("team sent 1 200 ok"), told.deliveries());
        var text =
                Json.MAPPER.readTree(hooks.posts().get(0).body()).path("text").asText();
        assertTrue(
                text.startsWith("&lt;!channel&gt; @\u200Bhere &amp; &lt;https:\u200B//evil.example|click&gt; (acme)"),
                text);
        assertTrue(text.endsWith("<https://acme.example/p?a=1&amp;b=%27x%27|look at the page>"), text);
        hooks.answer(exchange -> {
            exchange.sendResponseHeaders(404, 10);
            exchange.getResponseBody().write("no_service".getBytes(StandardCharsets.UTF_8));
        });
        told.decide(drop("a2", "Kettle"));
        told.round("team");
        assertTrue(told.outbox.newest(5).stream()
                .flatMap(entry -> entry.deliveries().stream())
                .anyMatch(one -> one.answer().endsWith("answered 404 no_service")));
    }

    @Test
    void anEmailIsTextAndHtmlUnderAnIdOfTheAlert() throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            mail.setUser("shop@acme.example", "prices", "letmein");
            channel("{name: mail, type: email, host: 127.0.0.1, port: "
                    + mail.getSmtp().getPort()
                    + ", tls: none, user: prices, password: '{{env:MAIL_PASSWORD}}', from: prices@acme.example,"
                    + " to: [a@acme.example, b@acme.example]}");
            told.decide(drop("a1", "Kettle <b>\r\nBcc: evil@example.com"));
            told.round("mail");
            assertEquals(List.of("mail sent 1 taken by the mail server"), told.deliveries());
            var received = mail.getReceivedMessages();
            assertEquals(2, received.length);
            var message = received[0];
            assertEquals(
                    "Kettle <b> Bcc: evil@example.com (acme): 90.00 EUR, 10 % down from 100.00", message.getSubject());
            assertEquals("<a1.mail@acme.example>", message.getMessageID());
            assertNull(message.getHeader("Bcc"));
            var parts = (MimeMultipart) message.getContent();
            assertTrue(parts.getContentType().startsWith("multipart/alternative"));
            assertTrue(parts.getBodyPart(0).getContent().toString().startsWith("Kettle <b> Bcc"));
            var html = parts.getBodyPart(1).getContent().toString();
            assertTrue(html.contains("Kettle &lt;b&gt; Bcc"), html);
        } finally {
            mail.stop();
        }
    }

    @Test
    void aMailServerThatCannotKeepThePasswordSecretIsNotGivenIt() throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            channel("{name: mail, type: email, host: 127.0.0.1, port: "
                    + mail.getSmtp().getPort()
                    + ", user: prices, password: '{{env:MAIL_PASSWORD}}', from: prices@acme.example,"
                    + " to: a@acme.example}");
            told.decide(drop("a1", "Kettle"));
            told.round("mail");
            assertTrue(
                    told.deliveries().get(0).contains("STARTTLS"),
                    told.deliveries().toString());
            assertFalse(told.deliveries().get(0).contains("letmein"));
            assertEquals(0, mail.getReceivedMessages().length);
        } finally {
            mail.stop();
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            mail.setUser("shop@acme.example", "prices", "another");
            channel("{name: mail, type: email, host: 127.0.0.1, port: "
                    + mail.getSmtp().getPort()
                    + ", tls: none, user: prices, password: '{{env:MAIL_PASSWORD}}', from: prices@acme.example,"
                    + " to: a@acme.example}");
            told.decide(drop("a1", "Kettle"));
            told.round("mail");
            var said = told.deliveries().get(0);
            assertTrue(said.startsWith("mail waiting 1 ") && said.contains("535") && !said.contains("letmein"), said);
        } finally {
            mail.stop();
        }
    }

    private GreenMail mailServer(String... more) throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        channel(
                "{name: mail, type: email, host: 127.0.0.1, port: "
                        + mail.getSmtp().getPort() + ", tls: none, from: prices@acme.example, to: a@acme.example}",
                more);
        return mail;
    }

    private void decideMany(int count) throws SQLException {
        for (var n = 0; n < count; n++) {
            told.decide(drop("a%03d".formatted(n), "Kettle " + n));
        }
    }

    @Test
    void manyAlertsReachPeopleInFewMessagesAndMachinesOneByOne() throws Exception {
        var mail = mailServer("  - {name: hook, type: webhook, url: '" + hooks.url() + "/hook'}\n");
        try {
            decideMany(120);
            told.round("mail");
            told.round("hook");
            var received = mail.getReceivedMessages();
            assertEquals(3, received.length);
            assertEquals("50 alerts: drops (50)", received[0].getSubject());
            assertEquals("20 alerts: drops (20)", received[2].getSubject());
            assertEquals(50, received[0].getHeader("Millrace-Alert-Id").length);
            var parts = (MimeMultipart) received[2].getContent();
            for (var part = 0; part < 2; part++) {
                var text = parts.getBodyPart(part).getContent().toString();
                assertEquals(20, text.split("10 % down from 100.00", -1).length - 1, text);
                assertTrue(text.contains("Kettle 119 (acme): 90.00 EUR"), text);
            }
            assertEquals(
                    120,
                    hooks.posts().stream().map(HookServer.Post::id).distinct().count());
            assertEquals(120, hooks.posts().size());
            assertEquals(List.of(), told.outbox.counts());
            assertEquals(120L, told.posting.results().get("mail").get("sent"));
        } finally {
            mail.stop();
        }
    }

    @Test
    void manyAlertsReachSlackInFewPosts() throws Exception {
        var settings = Rules.settings(
                        folder,
                        "channels:\n  - {name: team, type: slack, url: '{{env:SLACK}}'}\n" + RULE,
                        Map.of("SLACK", hooks.url() + "/services/T0/B0/xyz"))
                .alerts();
        told = new ToldChannels(settings, Warehouse.duckDb("local", file), PostClient.open(), clock);
        decideMany(120);
        told.round("team");
        assertEquals(3, hooks.posts().size());
        var post = Json.MAPPER.readTree(hooks.posts().get(0).body());
        assertEquals("50 alerts: drops (50)", post.path("text").asText());
        assertEquals(List.of(), told.outbox.counts());
    }

    @Test
    void whatWasToldTogetherIsToldTogetherAgainUnderTheSameIdWhenItsProcessDied() throws Exception {
        var mail = mailServer();
        try {
            var channel = told.channel("mail");
            decideMany(3);
            var taken = told.outbox.claim(channel).orElseThrow();
            told.decide(drop("b1", "Teapot"));
            clock.move(Duration.ofMinutes(5));
            told.round("mail");
            var received = mail.getReceivedMessages();
            assertEquals(2, received.length);
            assertEquals("<" + taken.id() + ".mail@acme.example>", received[0].getMessageID());
            assertEquals(List.of("a000", "a001", "a002"), List.of(received[0].getHeader("Millrace-Alert-Id")));
            assertEquals("<b1.mail@acme.example>", received[1].getMessageID());
        } finally {
            mail.stop();
        }
    }

    @Test
    void ofABundleThatSlackDoesNotLikeEachIsTriedByItself() throws Exception {
        var settings = Rules.settings(
                        folder,
                        "channels:\n  - {name: team, type: slack, url: '{{env:SLACK}}'}\n" + RULE,
                        Map.of("SLACK", hooks.url() + "/services/T0/B0/xyz"))
                .alerts();
        told = new ToldChannels(settings, Warehouse.duckDb("local", file), PostClient.open(), clock);
        hooks.answer(400);
        decideMany(3);
        told.round("team");
        hooks.answer(200);
        clock.move(Duration.ofMinutes(1));
        told.round("team");
        assertEquals(4, hooks.posts().size());
        assertEquals(List.of(), told.outbox.counts());
    }

    @Test
    void aChannelThatIsDownIsLeftAloneAndNothingIsSaidOfItMeanwhile() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        hooks.answer(503);
        decideMany(5);
        for (var n = 0; n < 5; n++) {
            told.round("hook");
        }
        assertEquals(1, hooks.posts().size());
        assertEquals(1, told.health.failures().get("deliver-alerts-hook").times());
        assertTrue(told.posting.isThrough());
        clock.move(Duration.ofMinutes(1));
        told.round("hook");
        assertEquals(2, hooks.posts().size());
        clock.move(Duration.ofSeconds(119));
        told.round("hook");
        assertEquals(2, hooks.posts().size());
        hooks.answer(204);
        clock.move(Duration.ofSeconds(1));
        told.round("hook");
        assertEquals(7, hooks.posts().size());
        assertEquals(List.of(), told.outbox.counts());
    }

    @Test
    void anAlertThatAloneIsNotTakenHoldsTheOthersNotUp() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        hooks.answer(422);
        decideMany(2);
        told.round("hook");
        hooks.answer(204);
        told.round("hook");
        assertEquals(
                List.of("a000", "a001"),
                hooks.posts().stream().map(HookServer.Post::id).toList());
    }

    @Test
    void whatWasGivenUpIsTriedForAsLongAgainWhenItIsToWaitAgain() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        told.decide(drop("a1", "Kettle"));
        hooks.answer(503);
        clock.move(Duration.ofDays(3));
        told.round("hook");
        assertEquals(List.of(new Outbox.Count("hook", 0, null, 1)), told.outbox.counts());
        clock.move(Duration.ofHours(1));
        assertEquals(0, told.outbox.retry(List.of("other"), List.of("drops")));
        assertEquals(0, told.outbox.retry(List.of("hook"), List.of("other")));
        assertEquals(1, told.outbox.retry(List.of("hook"), List.of("drops")));
        assertEquals(List.of(new Outbox.Count("hook", 1, clock.instant(), 0)), told.outbox.counts());
        told.round("hook");
        assertTrue(told.deliveries().get(0).startsWith("hook waiting 1 "));
        hooks.answer(204);
        clock.move(Duration.ofHours(1));
        told.round("hook");
        assertEquals(List.of("hook sent 2 204"), told.deliveries());
        assertEquals(0, told.outbox.retry(List.of("hook"), List.of("drops")));
    }

    @Test
    void whatWaitsTooLongForAChannelThatIsDownIsGivenUpAllAtOnce() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        hooks.answer(503);
        decideMany(5);
        told.round("hook");
        clock.move(Duration.ofDays(3));
        told.decide(drop("a9", "Teapot", clock.instant()));
        told.round("hook");
        assertEquals(List.of(new Outbox.Count("hook", 1, clock.instant(), 5)), told.outbox.counts());
        assertEquals(List.of("hook waiting 0 null"), told.deliveries());
        assertTrue(told.outbox.newest(9).stream()
                .flatMap(entry -> entry.deliveries().stream())
                .filter(one -> one.state().equals("failed"))
                .allMatch(one -> one.answer().endsWith("answered 503")));
        assertEquals(2, hooks.posts().size());
    }

    @Test
    void whatIsToldTogetherIsGivenUpTogether() throws Exception {
        var mail = mailServer();
        try {
            told.decide(drop("a1", "Kettle"));
            clock.move(Duration.ofDays(1));
            told.decide(drop("a2", "Teapot", clock.instant()));
            told.outbox.claim(told.channel("mail")).orElseThrow();
            clock.move(Duration.ofDays(2));
            var leftovers = told.outbox.leftovers(told.settings);
            leftovers.endOverdue("mail", "down");
            assertEquals(2, told.outbox.counts().get(0).waiting());
            clock.move(Duration.ofDays(1));
            leftovers.endOverdue("mail", "down");
            assertEquals(2, told.outbox.counts().get(0).failed());
        } finally {
            mail.stop();
        }
    }

    @Test
    void aDeliveryIsOfOneProcessUntilItsLeaseIsOver() throws Exception {
        channel("{name: hook, type: webhook, url: '" + hooks.url() + "'}");
        told.decide(drop("a1", "Kettle"));
        var channel = Rules.of(folder, "channels:\n  - {name: hook, type: log}\n" + RULE)
                .channels()
                .get(0);
        var first = told.outbox.claim(channel).orElseThrow();
        assertTrue(told.outbox.claim(channel).isEmpty());
        clock.move(Duration.ofMinutes(5));
        var second = told.outbox.claim(channel).orElseThrow();
        assertEquals(2, second.attempt());
        told.outbox.failed(first, "too late", null, true, false);
        assertEquals(List.of("hook waiting 2 null"), told.deliveries());
        told.outbox.sent(second, "204");
        assertEquals(List.of("hook sent 2 204"), told.deliveries());
    }
}
