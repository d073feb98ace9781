package io.millrace.operate;

import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * What a process answers to those who watch over it, on four addresses. Nothing secret, and nothing whose cost grows with
 * how often somebody asks. Thread-safe.
 *
 * @param live whether the process itself is well; nothing outside of it counts, as a restart would cure none of that
 * @param ready whether what the process talks to answers
 * @param fresh whether data arrives
 * @param metrics in Prometheus' text format
 */
public record Answers(Checks live, Checks ready, Checks fresh, Supplier<String> metrics) {
    static final String JSON = "application/json; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";
    static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    /** @param code of HTTP */
    public record Answer(int code, String type, byte[] body) {}

    /** Answers a GET of a path; of any other than the four there is nothing. */
    public Answer to(String path) throws InterruptedException {
        return switch (path) {
            case "/health/live" -> health(live);
            case "/health/ready" -> health(ready);
            case "/health/fresh" -> health(fresh);
            case "/metrics" -> new Answer(OK, METRICS, bytes(metrics.get()));
            default ->
                new Answer(
                        NOT_FOUND,
                        TEXT,
                        bytes("here are /health/live, /health/ready, /health/fresh and /metrics, and nothing else\n"));
        };
    }

    private static Answer health(Checks checks) throws InterruptedException {
        var health = checks.ask();
        return new Answer(health.isUp() ? OK : UNAVAILABLE, JSON, Json.bytes(health));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
