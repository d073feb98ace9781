package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.image.UnpackedImage;
import io.millrace.k8s.Manifests;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The roles of {@code k8s/}, each in processes of its own, with the arguments and variables that its pods have; only folders
 * and ports are this machine's. In the profile image they are processes of the image.
 */
final class RolePods implements AutoCloseable {
    private static final String PREFIX = "millrace-";

    private final Manifests manifests = Manifests.of("plain");
    private final Map<String, List<Pod>> pods = new TreeMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Map<String, Map<String, String>> secrets;

    /** A process of a role, and the port where it tells how it is. */
    record Pod(Program program, int port) {}

    /** @param secrets name of a Secret to its variables; a pod has those of the ones that it names, and no others */
    RolePods(Path folder, Map<String, Map<String, String>> secrets) {
        this.folder = folder;
        this.secrets = secrets;
    }

    /** As many of each role as its manifest says, ready. */
    void startAll() throws IOException {
        for (var workload : manifests.workloads()) {
            for (var n = 0; n < workload.replicas(); n++) {
                add(workload.name().substring(PREFIX.length()));
            }
        }
        awaitReady();
    }

    /** Another one of a role. */
    Pod add(String role) throws IOException {
        var workload = manifests.workload(PREFIX + role);
        var arguments = new ArrayList<>(workload.args());
        put(arguments, "--config", config(role).toString());
        put(arguments, "--data", folder.resolve("data").toString());
        put(arguments, "--port", "" + freePort());
        var port = freePort();
        var variables = new TreeMap<>(workload.variables());
        workload.secrets().forEach(secret -> variables.putAll(secrets.getOrDefault(secret, Map.of())));
        variables.put("MILLRACE_OPERATE_HOST", "127.0.0.1");
        variables.put("MILLRACE_OPERATE_PORT", "" + port);
        variables.put("MILLRACE_SOURCES", folder.resolve("sources").toString());
        var pod = new Pod(start(variables, arguments.toArray(String[]::new)), port);
        pods.computeIfAbsent(role, name -> new ArrayList<>()).add(pod);
        return pod;
    }

    private static void put(List<String> arguments, String flag, String value) {
        if (arguments.contains(flag)) {
            arguments.set(arguments.indexOf(flag) + 1, value);
        }
    }

    /** Where the configuration of a role is expected. */
    Path config(String role) {
        return folder.resolve(role.equals("dashboard") ? "dashboard.yaml" : "millrace.yaml");
    }

    /** What the pods of the dashboard find as their configuration. */
    String dashboardConfig() {
        return manifests.configMap("millrace-dashboard").get("millrace.yaml");
    }

    /** Another process of the same program. */
    Program start(Map<String, String> variables, String... arguments) throws IOException {
        return UnpackedImage.isThere()
                ? UnpackedImage.get().start(variables, folder, arguments)
                : Program.start(variables, folder, arguments);
    }

    List<String> roles() {
        return List.copyOf(pods.keySet());
    }

    Pod oldest(String role) {
        return pods.get(role).get(0);
    }

    /** As kill -9 does it. */
    void killOldest(String role) throws InterruptedException {
        pods.get(role).remove(0).program().kill();
    }

    /** As Kubernetes stops a pod: it has to be through before it would be killed. */
    void stopOldest(String role) throws InterruptedException {
        var program = pods.get(role).remove(0).program();
        program.stop();
        assertEquals(143, program.await(60), program::output);
    }

    /** Stops all of a role. */
    void stop(String role) throws InterruptedException {
        while (!pods.get(role).isEmpty()) {
            stopOldest(role);
        }
        pods.remove(role);
    }

    void awaitReady() {
        for (var role : pods.values()) {
            for (var pod : role) {
                await().atMost(90, SECONDS)
                        .conditionEvaluationListener(
                                condition -> assertTrue(pod.program().isRunning(), pod.program()::output))
                        .ignoreException(ConnectException.class)
                        .until(() -> ask(pod, "/health/ready").statusCode() == 200);
            }
        }
    }

    /** What the process answers at its port; fails while nobody is there. */
    HttpResponse<String> ask(Pod pod, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (var role : pods.values()) {
            for (var pod : role) {
                pod.program().close();
            }
        }
    }
}
