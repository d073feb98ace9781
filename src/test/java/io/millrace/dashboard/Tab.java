package io.millrace.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A tab of a browser: goes to addresses, runs expressions, presses keys, and remembers what the page complained of. */
final class Tab implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 30;
    private static final int LOOK_MILLIS = 40;

    /** What a test answers in place of the server. */
    record Answer(int status, String body) {}

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final WebSocket socket;

    Tab(HttpClient http, URI address) throws Exception {
        socket = http.newWebSocketBuilder().buildAsync(address, new Listener()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", Map.of());
        }
        send("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        send("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*/api/*"))));
    }

    /** From now on a path is answered so; it is asked of the server again after {@link #answerAsTheServer}. */
    void answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    void answerAsTheServer(String path) {
        answers.remove(path);
    }

    /** Goes to an address, by loading it anew. */
    void open(String address) throws Exception {
        send("Page.navigate", Map.of("url", "about:blank"));
        send("Page.navigate", Map.of("url", address));
    }

    void size(int width, int height) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system says about colours: {@code light} or {@code dark}. */
    void prefer(String colours) throws Exception {
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    /** Where the viewer is: {@code Europe/Berlin}. */
    void travel(String zone) throws Exception {
        send("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    /** The value of an expression, once it is settled. */
    JsonNode evaluate(String expression) throws Exception {
        var answer =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    String text(String selector) throws Exception {
        return evaluate("document.querySelector(" + JSON.writeValueAsString(selector) + ")?.textContent ?? ''")
                .asText();
    }

    /** Waits until an expression is true. */
    void await(String expression) throws Exception {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never true: " + expression + "; the page shows: "
                        + text("main").strip() + "; it complained: " + complaints);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Presses and releases a key, named as a browser names it. */
    void press(String key) throws Exception {
        var isText = key.length() == 1;
        var code = isText ? key.toUpperCase().charAt(0) : CODES.getOrDefault(key, 0);
        var down = isText
                ? Map.<String, Object>of("type", "keyDown", "key", key, "text", key, "windowsVirtualKeyCode", code)
                : "Enter".equals(key)
                        ? Map.<String, Object>of(
                                "type", "keyDown", "key", key, "text", "\r", "windowsVirtualKeyCode", code)
                        : Map.<String, Object>of("type", "rawKeyDown", "key", key, "windowsVirtualKeyCode", code);
        send("Input.dispatchKeyEvent", down);
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    private static final Map<String, Integer> CODES =
            Map.of("Tab", 9, "Enter", 13, "Escape", 27, "ArrowLeft", 37, "ArrowRight", 39, "Home", 36, "End", 35);

    void screenshot(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        var data = send("Page.captureScreenshot", Map.of("format", "png")).path("data");
        Files.write(file, Base64.getDecoder().decode(data.asText()));
    }

    /** Errors, warnings, breaches of the page's policy, dialogs. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void forgetComplaints() {
        complaints.clear();
    }

    /** Bytes over the wire since {@link #countAnew}. */
    long received() {
        return received.get();
    }

    void countAnew() {
        received.set(0);
    }

    private JsonNode send(String method, Map<String, Object> parameters) throws Exception {
        return begin(method, parameters).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<JsonNode> begin(String method, Map<String, Object> parameters) throws IOException {
        var id = asked.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        synchronized (socket) {
            socket.sendText(text, true).join();
        }
        return answer;
    }

    private void told(JsonNode message) throws IOException {
        if (message.has("id")) {
            var answer = waiting.remove(message.path("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(
                        new IOException(message.path("error").toString()));
            } else {
                answer.complete(message.path("result"));
            }
            return;
        }
        var about = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.loadingFinished" ->
                received.addAndGet(about.path("encodedDataLength").asLong());
            case "Page.javascriptDialogOpening" -> complain("a dialog: " + about.path("message"));
            case "Runtime.exceptionThrown" ->
                complain(about.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert")
                        .contains(about.path("type").asText())) {
                    complain(about.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                if (!"verbose".equals(about.path("entry").path("level").asText())) {
                    complain(about.path("entry").toString());
                }
            }
            case "Fetch.requestPaused" -> goOn(about);
            default -> {}
        }
    }

    private void complain(String of) throws IOException {
        complaints.add(of);
        if (of.startsWith("a dialog")) {
            begin("Page.handleJavaScriptDialog", Map.of("accept", false));
        }
    }

    private void goOn(JsonNode request) throws IOException {
        var id = request.path("requestId").asText();
        var path = URI.create(request.path("request").path("url").asText()).getPath();
        var answer = answers.get(path);
        if (answer == null) {
            begin("Fetch.continueRequest", Map.of("requestId", id));
        } else {
            var body = Base64.getEncoder().encodeToString(answer.body().getBytes(StandardCharsets.UTF_8));
            begin("Fetch.fulfillRequest", Map.of("requestId", id, "responseCode", answer.status(), "body", body));
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                var whole = parts.toString();
                parts.setLength(0);
                try {
                    told(JSON.readTree(whole));
                } catch (JsonProcessingException e) {
                    complaints.add("not understood: " + e.getMessage());
                } catch (IOException e) {
                    complaints.add("not answered: " + e.getMessage());
                }
            }
            from.request(1);
            return null;
        }
    }
}
