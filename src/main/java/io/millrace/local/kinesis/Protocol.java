package io.millrace.local.kinesis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON 1.1 protocol and its CBOR form over HTTP: one POST to / for each request. */
final class Protocol implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Protocol.class);
    private static final int OK = 200;
    private static final int INTERNAL_ERROR = 500;
    /** More than the largest PutRecords has in base64, with room for its field names and partition keys. */
    private static final int MAX_BODY = 16 << 20;

    private final Actions actions;

    Protocol(Actions actions) {
        this.actions = actions;
    }

    /** What is sent back; an empty body is sent as none. */
    private record Reply(int status, String type, byte[] body) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body;
            try {
                // Read before anything is refused, so that the client hears why instead of a broken connection.
                body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            } catch (IOException e) {
                LOG.debug(
                        "kinesis target={} the client hung up within its request: {}", target(exchange), e.toString());
                return;
            }
            send(exchange, reply(exchange, body));
        }
    }

    private Reply reply(HttpExchange exchange, byte[] body) throws IOException {
        try {
            ensureAddress(exchange);
            var wire = wire(exchange);
            return new Reply(OK, wire.type(), answer(exchange, wire, body));
        } catch (Fault e) {
            return error(exchange, e);
        } catch (IOException | RuntimeException e) {
            LOG.error("kinesis target={} failed", target(exchange), e);
            return error(exchange, Fault.withStatus(INTERNAL_ERROR, "InternalFailure", "%s", e));
        }
    }

    private static void ensureAddress(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            throw Fault.withStatus(
                    405,
                    "UnknownOperationException",
                    "This is a server of the Kinesis JSON protocol: it answers POST, not %s.",
                    exchange.getRequestMethod());
        }
        if (!exchange.getRequestURI().getPath().equals("/")) {
            throw Fault.withStatus(
                    404,
                    "UnknownOperationException",
                    "This server answers at /, not at %s: the service endpoint has no path.",
                    exchange.getRequestURI().getPath());
        }
    }

    private byte[] answer(HttpExchange exchange, Wire wire, byte[] body) throws IOException {
        if (body.length > MAX_BODY) {
            throw Fault.withStatus(
                    413, "RequestEntityTooLargeException", "The body has more than %s bytes: send less.", MAX_BODY);
        }
        var answer = actions.answer(target(exchange), wire, body);
        // AWS answers actions that have nothing to say with no body at all.
        return answer.isEmpty() ? new byte[0] : wire.write(answer);
    }

    private static Wire wire(HttpExchange exchange) {
        var type = contentType(exchange);
        return Wire.of(type)
                .orElseThrow(() -> Fault.withStatus(
                        415,
                        "SerializationException",
                        "The Content-Type has to be %s or %s, and is '%s'.",
                        Wire.JSON.type(),
                        Wire.CBOR.type(),
                        type));
    }

    private static Reply error(HttpExchange exchange, Fault fault) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", fault.type());
        var wire = Wire.of(contentType(exchange)).orElse(Wire.JSON);
        var error = Answers.object().put("__type", fault.type()).put("message", fault.getMessage());
        return new Reply(fault.status(), wire.type(), wire.write(error));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.type());
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        if (reply.body().length == 0) {
            // This is how the JDK's server is told to send a content length of zero.
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private static String contentType(HttpExchange exchange) {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private static String target(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("X-Amz-Target");
    }
}
