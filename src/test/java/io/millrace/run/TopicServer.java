package io.millrace.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A server that speaks SNS's protocol, with one topic and one that keeps an order, and refuses what SNS refuses by its API
 * reference.
 */
public final class TopicServer implements AutoCloseable {
    public static final String TOPIC = "arn:aws:sns:eu-west-3:111122223333:price-alerts";
    public static final String FIFO = TOPIC + ".fifo";

    private static final String XMLNS = " xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">";

    private final HttpServer server;
    private final List<Map<String, String>> published = new CopyOnWriteArrayList<>();
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private volatile String refusal;

    public TopicServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What publishes to this server. */
    public Topics topics() {
        return new Topics(sns -> sns.endpointOverride(URI.create(url()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))));
    }

    /** Parameters of all publications that it took. */
    public List<Map<String, String>> published() {
        return published;
    }

    /** Of all requests. */
    public List<String> actions() {
        return actions;
    }

    /** Answers with this error from now on; null: as it should. */
    public void refuse(String code) {
        refusal = code;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var action = form.getOrDefault("Action", "");
            actions.add(action);
            var signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            var fault = refusal != null ? refusal : fault(form, signature);
            if (fault != null) {
                var code = fault.split(":")[0];
                answer(
                        exchange,
                        code.equals("AuthorizationError") ? 403 : code.equals("NotFound") ? 404 : 400,
                        "<ErrorResponse" + XMLNS + "<Error><Type>Sender</Type><Code>" + code + "</Code><Message>"
                                + fault + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>");
                return;
            }
            if (action.equals("Publish")) {
                published.add(form);
            }
            answer(
                    exchange,
                    200,
                    "<" + action + "Response" + XMLNS + "<" + action + "Result>"
                            + (action.equals("Publish")
                                    ? "<MessageId>m-" + published.size() + "</MessageId>"
                                    : "<Attributes/>")
                            + "</" + action + "Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></"
                            + action + "Response>");
        }
    }

    private static String fault(Map<String, String> form, String signature) throws IOException {
        var topic = form.get("TopicArn");
        if (!signature.contains("/eu-west-3/sns/aws4_request")) {
            return "SignatureDoesNotMatch: signed for somewhere else: " + signature;
        }
        if (!List.of(TOPIC, FIFO).contains(topic)) {
            return "NotFound: Topic does not exist";
        }
        if (form.get("Action").equals("GetTopicAttributes")) {
            return null;
        }
        var subject = form.get("Subject");
        if (!subject.matches("[!-~][ -~]{0,98}")) {
            return "InvalidParameter: Invalid parameter: Subject";
        }
        var texts = Json.MAPPER.readTree(form.get("Message"));
        if (!"json".equals(form.get("MessageStructure"))
                || !texts.has("default")
                || !StreamSupport.stream(texts.spliterator(), false).allMatch(text -> text.isTextual())) {
            return "InvalidParameter: Invalid parameter: Message Structure";
        }
        if (topic.equals(FIFO) != form.containsKey("MessageGroupId")) {
            return "InvalidParameter: Invalid parameter: MessageGroupId";
        }
        return null;
    }

    private static Map<String, String> form(String body) {
        var form = new TreeMap<String, String>();
        for (var pair : body.split("&")) {
            var both = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
