package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.millrace.config.AwsSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The questions to AWS, over the wire to a server that answers as AWS does. */
class AwsCheckIT {
    private static final String IDENTITY =
            "<GetCallerIdentityResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'>"
                    + "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ann</Arn><UserId>A</UserId>"
                    + "<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";
    private static final String STREAM = "{\"StreamDescriptionSummary\":{\"StreamName\":\"events\",\"StreamARN\":\"a\","
            + "\"StreamStatus\":\"ACTIVE\",\"OpenShardCount\":4,\"RetentionPeriodHours\":24,\"StreamCreationTimestamp\":1,"
            + "\"EnhancedMonitoring\":[]}}";

    private final StringWriter printed = new StringWriter();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int streamStatus = 200;
    private String stream = STREAM;
    private int bucketStatus = 200;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var action = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var method = exchange.getRequestMethod();
            asked.add(action == null ? method : action);
            exchange.getRequestBody().readAllBytes();
            if (action != null) {
                answer(exchange, streamStatus, "application/x-amz-json-1.1", stream);
            } else if (method.equals("HEAD")) {
                exchange.sendResponseHeaders(bucketStatus, -1);
                exchange.close();
            } else {
                answer(exchange, 200, "text/xml", IDENTITY);
            }
        });
        server.start();
        settings().forEach(System::setProperty);
    }

    private Map<String, String> settings() {
        return Map.of(
                "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
                "aws.accessKeyId", "ann",
                "aws.secretAccessKey", "secret",
                "aws.cborEnabled", "false");
    }

    @AfterEach
    void close() {
        settings().keySet().forEach(System::clearProperty);
        server.stop(0);
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String type, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int check() {
        var report = new Report(new PrintWriter(printed), false);
        new AwsCheck(new AwsSettings("eu-central-1", "events", "lake", 1), report).check();
        return report.end();
    }

    @Test
    void identityStreamAndBucketAreNamed() {
        assertEquals(0, check(), printed.toString());
        var said = printed.toString();
        assertTrue(
                said.contains("account 123456789012, as arn:aws:iam::123456789012:user/ann, region eu-central-1"),
                said);
        assertTrue(said.contains("events: ACTIVE, 4 open shards, keeps records for 24h"), said);
        assertTrue(said.contains("ok    bucket       lake is there"), said);
    }

    @Test
    void whatOnlyWritingWouldShowIsSaidAndNotTried() {
        check();
        assertTrue(printed.toString().contains("warn  bucket"), printed.toString());
        assertTrue(printed.toString().contains("If-None-Match"), printed.toString());
        assertEquals(List.of("POST", "Kinesis_20131202.DescribeStreamSummary", "HEAD"), asked);
    }

    @Test
    void aMissingStreamIsToldWithItsRegion() {
        streamStatus = 400;
        stream = "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Stream events not found\"}";
        assertEquals(1, check());
        assertTrue(
                printed.toString().contains("there is no stream events in eu-central-1: create it"),
                printed.toString());
    }

    @Test
    void aRefusalIsToldInASentence() {
        streamStatus = 400;
        stream = "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized to perform it\"}";
        assertEquals(1, check());
        assertTrue(
                printed.toString().contains("events: AccessDeniedException (HTTP status 400): not authorized"),
                printed.toString());
    }

    @Test
    void aBucketThatIsMissingAndOneOfSomebodyElseAreToldApart() {
        bucketStatus = 404;
        assertEquals(1, check());
        assertTrue(printed.toString().contains("there is no bucket lake: create it"), printed.toString());
        bucketStatus = 403;
        assertEquals(1, check());
        assertTrue(printed.toString().contains("lake refuses this user (HTTP status 403)"), printed.toString());
    }
}
