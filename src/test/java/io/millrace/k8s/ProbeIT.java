package io.millrace.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the probes' commands, as the kubelet would inside the container. */
class ProbeIT {
    private final List<List<String>> commands = new ArrayList<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        for (var workload : Manifests.read().workloads()) {
            for (var probe : List.of("startupProbe", "livenessProbe")) {
                var command = new ArrayList<String>();
                Manifests.container(workload)
                        .path(probe)
                        .at("/exec/command")
                        .forEach(word -> command.add(word.asText()
                                .replace(
                                        "/127.0.0.1/" + Manifests.arg(workload, "--port"),
                                        "/127.0.0.1/" + server.getAddress().getPort())));
                commands.add(command);
            }
        }
        assertEquals(4, commands.size());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPageThatIsServedIsHealthy() throws Exception {
        for (var command : commands) {
            assertEquals(0, exit(command));
        }
    }

    @Test
    void anErrorIsNot() throws Exception {
        status = 503;
        for (var command : commands) {
            assertNotEquals(0, exit(command));
        }
    }

    @Test
    void aPortThatNobodyListensAtIsNot() throws Exception {
        server.stop(0);
        for (var command : commands) {
            assertNotEquals(0, exit(command));
        }
    }

    private static int exit(List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
