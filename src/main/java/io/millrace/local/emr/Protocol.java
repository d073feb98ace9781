package io.millrace.local.emr;

import static io.millrace.local.emr.Answers.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.millrace.local.emr.Disturbance.Kind;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both protocols over HTTP: the JSON 1.1 of EMR at /, the REST of EMR Serverless below /applications. */
final class Protocol implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Protocol.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;
    private static final int REFUSED = 400;
    private static final int INTERNAL_ERROR = 500;
    private static final int MAX_BODY = 1 << 20;

    private final StepApi steps;
    private final RunApi runs;
    private final Disturbance disturbance;

    Protocol(StepApi steps, RunApi runs, Disturbance disturbance) {
        this.steps = steps;
        this.runs = runs;
        this.disturbance = disturbance;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var isRest = exchange.getRequestURI().getPath().startsWith("/applications");
            var body = exchange.getRequestBody().readNBytes(MAX_BODY);
            try {
                var answer = isRest ? rest(exchange, read(body)) : json(exchange, read(body));
                if (answer != null) {
                    send(exchange, isRest, OK, answer);
                }
            } catch (ApiFault e) {
                fail(exchange, isRest, e);
            } catch (RuntimeException e) {
                LOG.error("emr {} failed", exchange.getRequestURI(), e);
                fail(exchange, isRest, new ApiFault(INTERNAL_ERROR, "InternalServerException", "%s", e));
            }
        }
    }

    private ObjectNode json(HttpExchange exchange, JsonNode request) {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (!exchange.getRequestMethod().equals("POST") || target == null || !target.startsWith(StepApi.PREFIX)) {
            throw new ApiFault(
                    REFUSED,
                    "UnknownOperationException",
                    "This server answers POST with an X-Amz-Target that begins with %s, not %s with %s.",
                    StepApi.PREFIX,
                    exchange.getRequestMethod(),
                    target);
        }
        var action = target.substring(StepApi.PREFIX.length());
        return disturbed(action, request, () -> steps.answer(action, request));
    }

    private ObjectNode rest(HttpExchange exchange, JsonNode request) {
        var path = exchange.getRequestURI().getPath();
        var action = RunApi.action(exchange.getRequestMethod(), path);
        return disturbed(
                action,
                request,
                () -> runs.answer(action, path, query(exchange.getRequestURI().getRawQuery()), request));
    }

    /** Null where there is to be no answer at all. */
    private ObjectNode disturbed(String action, JsonNode request, Supplier<ObjectNode> answering) {
        var kind = disturbance.of(action, request);
        if (kind == Kind.THROTTLED) {
            throw new ApiFault(REFUSED, "ThrottlingException", "Rate exceeded");
        }
        var answer = kind == Kind.ERROR ? null : answering.get();
        if (kind == Kind.ERROR || kind == Kind.LOST) {
            throw new ApiFault(INTERNAL_ERROR, "InternalServerException", "An internal error occurred");
        }
        return kind == Kind.CUT ? null : answer;
    }

    private static JsonNode read(byte[] body) throws IOException {
        if (body.length == 0) {
            return object();
        }
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ApiFault(REFUSED, "SerializationException", "The body is no JSON: %s", e.getOriginalMessage());
        }
    }

    private static Map<String, String> query(String raw) {
        var query = new TreeMap<String, String>();
        for (var part : raw == null ? new String[0] : raw.split("&")) {
            var at = part.indexOf('=');
            if (at > 0) {
                query.put(part.substring(0, at), URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void fail(HttpExchange exchange, boolean isRest, ApiFault fault) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", fault.type());
        var error = isRest
                ? object().put("message", fault.getMessage())
                : object().put("__type", fault.type()).put("Message", fault.getMessage());
        send(exchange, isRest, fault.status(), error);
    }

    private static void send(HttpExchange exchange, boolean isRest, int status, ObjectNode answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", isRest ? "application/json" : "application/x-amz-json-1.1");
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        var bytes = MAPPER.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
