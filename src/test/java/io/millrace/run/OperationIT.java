package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process answers to those who watch over it, and what it says to those who collect logs. */
class OperationIT {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    @Test
    void aProcessThatOnlyFetchesTellsHowItIsWhateverItTalksToAndLogsNothingButJson() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        var port = freePort();
        var variables = Map.of("MILLRACE_OPERATE_PORT", Integer.toString(port), "MILLRACE_LOG_FORMAT", "json");
        try (var site = PriceSite.start();
                var local = Program.start(folder, "local")) {
            Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(3, "1s"));
            await().atMost(90, SECONDS).until(() -> local.output().contains("Ctrl-C"));
            try (var fetch = Program.start(variables, folder, "run", "--only", "fetch")) {
                await().atMost(90, SECONDS).until(() -> site.shown().size() > 3);
                assertEquals(200, ask(port, "/health/live").statusCode());
                var ready = ask(port, "/health/ready");
                assertEquals(200, ready.statusCode(), ready.body());
                assertEquals(Set.of("routes", "stream", "bucket", "data", "spool"), checks(ready, "up"));
                var fresh = ask(port, "/health/fresh");
                assertEquals(200, fresh.statusCode(), fresh.body());
                assertEquals(Set.of("fetch"), checks(fresh, "up"));
                assertTrue(ask(port, "/metrics").body().contains("millrace_hosts_held"));
                for (var path : new String[] {"/", "/control/status", "/api/status", "/metrics/x", "/health"}) {
                    assertEquals(404, ask(port, path).statusCode(), path);
                }

                local.kill();
                await().atMost(60, SECONDS)
                        .until(() -> ask(port, "/health/ready").statusCode() == 503);
                assertEquals(Set.of("stream", "bucket"), checks(ask(port, "/health/ready"), "down"));
                assertEquals(200, ask(port, "/health/live").statusCode(), "a restart would cure nothing");
                await().atMost(60, SECONDS).until(() -> fetch.output().contains("send-events"));
                fetch.stop();
                fetch.await(60);

                var stages = new TreeSet<String>();
                for (var line : fetch.output().lines().toList()) {
                    var said = Json.MAPPER.readTree(line);
                    for (var field : new String[] {"timestamp", "level", "logger", "thread", "message"}) {
                        assertTrue(said.hasNonNull(field), line);
                    }
                    stages.add(said.path("stage").asText());
                }
                assertTrue(stages.contains("send-events"), fetch::output);
                assertTrue(fetch.output().contains("stopping: waits"), fetch::output);
            }
        }
    }

    @Test
    void aPortThatIsTakenEndsTheStartBeforeAnythingIsMade() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var run = Program.start(
                        Map.of("MILLRACE_OPERATE_PORT", Integer.toString(other.getLocalPort())),
                        folder,
                        "run",
                        "--only",
                        "land")) {
            assertEquals(2, run.await(60), run::output);
            assertTrue(
                    run.output()
                            .contains("port " + other.getLocalPort() + " of 127.0.0.1 is in use: free it, or set"
                                    + " another with operate.port"),
                    run::output);
            assertFalse(Files.exists(folder.resolve("data")));
        }
    }

    private static Set<String> checks(HttpResponse<String> answer, String status) throws IOException {
        var names = new TreeSet<String>();
        for (JsonNode check : Json.MAPPER.readTree(answer.body()).path("checks")) {
            assertTrue(check.hasNonNull("since") && check.hasNonNull("detail"), answer.body());
            if (check.path("status").asText().equals(status)) {
                names.add(check.path("name").asText());
            }
        }
        return names;
    }

    private static HttpResponse<String> ask(int port, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
