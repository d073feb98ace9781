package io.millrace.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, driven by the protocol of its developer tools; nothing is downloaded, and it finds no other host. */
final class Chromium implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LISTENS = "DevTools listening on ws://";
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final String port;

    private Chromium(Process process, String port) {
        this.process = process;
        this.port = port;
    }

    /** Where one is installed. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one with a profile of its own. */
    static Chromium start(Path program, Path profile) throws IOException {
        var process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--lang=en-US",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var errors = process.errorReader();
        var port = port(errors);
        var drain = new Thread(() -> errors.lines().forEach(line -> {}), "chromium-errors");
        drain.setDaemon(true);
        drain.start();
        return new Chromium(process, port);
    }

    private static String port(BufferedReader errors) throws IOException {
        for (var line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith(LISTENS)) {
                return String.valueOf(
                        URI.create(line.substring(line.indexOf("ws://"))).getPort());
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    /** A new tab, empty. */
    Tab tab() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = new ObjectMapper()
                .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        return new Tab(HTTP, URI.create(answer.path("webSocketDebuggerUrl").asText()));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
