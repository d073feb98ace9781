package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.alert.HookServer;
import io.millrace.cli.Shell;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program is killed between a decision and its delivery, and between a delivery and its mark. */
class KilledWhileTellingIT {
    private static final int PRODUCTS = 3;

    @TempDir
    private Path folder;

    @Test
    void whatWasDecidedIsToldUnderTheSameIdAndNothingIsDecidedTwice() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        var silence = new CountDownLatch(1);
        try (var site = PriceSite.start();
                var hooks = HookServer.start()) {
            Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PRODUCTS, "1h"));
            Files.writeString(folder.resolve("millrace.yaml"), """
                    aws: {shards: 1}
                    # All three in one batch, so in one decision.
                    land: {max-age: 8s, poll: 200ms}
                    clean: {every: 500ms}
                    load: {every: 500ms}
                    alerts:
                      every: 500ms
                      channels: [{name: hook, type: webhook, url: "%s/in?token=t0k3n"}]
                      rules: [{name: cheap, below: 1000, currency: EUR, cooldown: 0s}]
                    """.formatted(hooks.url()));
            // The first is received and never answered; the others are decided, and nobody has begun to tell them.
            hooks.answer(exchange -> hold(silence));
            try (var first = Program.start(folder, "run")) {
                await().atMost(90, SECONDS).until(() -> hooks.posts().size() == 1);
                first.kill();
                assertFalse(first.output().contains("t0k3n"), first.output());
            }
            silence.countDown();
            hooks.answer(204);
            try (var next = Program.start(folder, "run")) {
                await().atMost(180, SECONDS).until(() -> alerts().size() == PRODUCTS && areTold());
                var ids = alerts();
                assertEquals(PRODUCTS + 1, hooks.posts().size(), hooks.posts().toString());
                assertEquals(
                        ids, hooks.posts().stream().map(HookServer.Post::id).collect(Collectors.toSet()));
                assertEquals(hooks.posts().get(0).id(), hooks.posts().get(1).id());

                var shell = new Shell(folder);
                var replayed = shell.millrace(
                        "replay",
                        "--from",
                        Instant.now().minus(1, ChronoUnit.DAYS).toString(),
                        "--to",
                        Instant.now().toString());
                assertEquals(0, replayed.exit(), replayed.said());
                await().atMost(60, SECONDS).until(this::isAllJudged);
                assertEquals(ids, alerts());
                assertEquals(PRODUCTS + 1, hooks.posts().size());
                next.stop();
                next.await(60);
                assertFalse(next.output().contains("t0k3n"), next.output());
            }
        }
    }

    private static void hold(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Set<String> alerts() throws IOException {
        return query("SELECT id FROM millrace_alerts").stream().collect(Collectors.toSet());
    }

    private boolean areTold() throws IOException {
        return query("SELECT alert FROM millrace_alert_deliveries WHERE state = 'sent'")
                        .size()
                == PRODUCTS;
    }

    private boolean isAllJudged() throws IOException {
        var newest = query("SELECT CAST(max(batch) AS VARCHAR) FROM millrace_loads WHERE dataset = 'prices'");
        var judged = query("SELECT judged FROM millrace_alert_progress").get(0);
        assertTrue(newest.size() == 1);
        return judged.equals("1-" + newest.get(0)) || judged.equals(newest.get(0));
    }

    private List<String> query(String sql) throws IOException {
        var ran = new Shell(folder).millrace("query", "--json", sql);
        return ran.exit() != 0
                ? List.of()
                : ran.out()
                        .lines()
                        .map(line -> {
                            try {
                                return Json.MAPPER
                                        .readTree(line)
                                        .elements()
                                        .next()
                                        .asText();
                            } catch (IOException e) {
                                throw new AssertionError(line, e);
                            }
                        })
                        .toList();
    }
}
