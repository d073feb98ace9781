package io.millrace.local.kinesis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

class ProtocolIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private ServerFixture kinesis;

    @BeforeEach
    void start() throws IOException {
        kinesis = new ServerFixture(folder);
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @Test
    void anErrorHasItsTypeAndMessageAndARequestId() throws Exception {
        var answer = post("Kinesis_20131202.DescribeStream", "{\"StreamName\":\"nowhere\"}");
        assertEquals(400, answer.statusCode());
        assertEquals("ResourceNotFoundException", json(answer).get("__type").textValue());
        assertTrue(json(answer).get("message").textValue().contains("nowhere"));
        assertFalse(answer.headers().firstValue("x-amzn-RequestId").orElse("").isEmpty());
        assertEquals(
                "application/x-amz-json-1.1",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void everyAnswerHasAContentLength() throws Exception {
        for (var answer : List.of(
                post("Kinesis_20131202.CreateStream", "{\"StreamName\":\"prices\",\"ShardCount\":1}"),
                post("Kinesis_20131202.ListStreams", "{}"),
                post("Kinesis_20131202.ListStreams", "["))) {
            assertTrue(answer.headers().firstValue("Content-Length").isPresent());
        }
    }

    @Test
    void aClientThatHangsUpWithinItsRequestIsNoErrorOfTheServer() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(Protocol.class);
        var level = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(log);
        try {
            try (var socket = new Socket(
                    kinesis.server.endpoint().getHost(),
                    kinesis.server.endpoint().getPort())) {
                socket.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n"
                                        + "X-Amz-Target: Kinesis_20131202.PutRecords\r\nContent-Length: 1000\r\n\r\n{\"Rec")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            await().until(() -> !log.list.isEmpty());
            // The server goes on, and whatever it had to say of it has been said.
            assertEquals(200, post("Kinesis_20131202.ListStreams", "{}").statusCode());
            assertEquals(1, log.list.size(), log.list::toString);
            var line = log.list.get(0);
            assertEquals(Level.DEBUG, line.getLevel());
            assertNull(line.getThrowableProxy());
            assertTrue(line.getFormattedMessage().contains("Kinesis_20131202.PutRecords"), line::getFormattedMessage);
        } finally {
            logger.detachAppender(log);
            logger.setLevel(level);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kinesis_20131202.EnableEnhancedMonitoring", "Kinesis_20131202.", "ListStreams", "x"})
    void anUnknownActionIsNamedBesideTheKnownOnes(String target) throws Exception {
        var answer = post(target, "{}");
        assertEquals(400, answer.statusCode());
        assertEquals("UnknownOperationException", json(answer).get("__type").textValue());
        assertTrue(json(answer).get("message").textValue().contains(target));
        assertTrue(json(answer).get("message").textValue().contains("PutRecords"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "nonsense", "{\"StreamName\": \"a\"", "\"text\""})
    void aBodyThatIsNoJsonObjectIsASerializationException(String body) throws Exception {
        var answer = post("Kinesis_20131202.DescribeStream", body);
        assertEquals(400, answer.statusCode());
        assertEquals("SerializationException", json(answer).get("__type").textValue());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "DescribeStream | {'StreamName': 7} | streamName",
                "CreateStream   | {'StreamName': 'a', 'ShardCount': 'one'} | shardCount",
                "CreateStream   | {'StreamName': 'a', 'ShardCount': 1.5} | shardCount",
                "CreateStream   | {'StreamName': 'a', 'ShardCount': 4294967297} | shardCount",
                "PutRecord      | {'StreamName': 'a', 'PartitionKey': 'k', 'Data': '*'} | data",
                "PutRecords     | {'StreamName': 'a', 'Records': {}} | records",
                "PutRecords     | {'StreamName': 'a', 'Records': [1]} | records.1.member"
            })
    void aValueOfAnotherTypeIsASerializationExceptionThatNamesTheField(String action, String body, String field)
            throws Exception {
        var answer = post("Kinesis_20131202." + action, body.replace('\'', '"'));
        assertEquals(400, answer.statusCode());
        assertEquals("SerializationException", json(answer).get("__type").textValue());
        assertTrue(json(answer).get("message").textValue().contains("'" + field + "'"), answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "CreateStream | {'ShardCount': 1} | 'streamName'",
                "PutRecord    | {'StreamName': 'a', 'Data': ''} | 'partitionKey'",
                "PutRecord    | {'StreamName': 'a', 'PartitionKey': 'k'} | 'data'",
                "PutRecords   | {'StreamName': 'a', 'Records': [{'Data': ''}]} | 'records.1.member.partitionKey'",
                "GetRecords   | {} | 'shardIterator'",
                "GetShardIterator | {'StreamName': 'a', 'ShardId': 's'} | 'shardIteratorType'",
                "DescribeStream | {'StreamARN': 'arn:aws:s3:::bucket'} | 'streamARN'"
            })
    void aMissingOrUnfitFieldIsAValidationExceptionThatNamesIt(String action, String body, String field)
            throws Exception {
        var answer = post("Kinesis_20131202." + action, body.replace('\'', '"'));
        assertEquals(400, answer.statusCode());
        assertEquals("ValidationException", json(answer).get("__type").textValue());
        assertTrue(json(answer).get("message").textValue().contains(field), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
    void onlyPostIsAnswered(String method) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(kinesis.server.endpoint())
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(405, answer.statusCode());
        assertEquals("POST", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void onlyTheRootIsAnswered() throws Exception {
        var answer = send(URI.create(kinesis.server.endpoint() + "/stream"), "application/x-amz-json-1.1", "{}");
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("/stream"));
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() throws Exception {
        var answer = send(kinesis.server.endpoint(), "text/plain", "{}");
        assertEquals(415, answer.statusCode());
        assertTrue(answer.body().contains("text/plain"));
    }

    @Test
    void aBodyWithoutEndIsRefused() throws Exception {
        var answer = post("Kinesis_20131202.PutRecords", " ".repeat((16 << 20) + 1));
        assertEquals(413, answer.statusCode());
    }

    @Test
    void aClientThatSpeaksJsonReadsAndWritesTheSameAsOneThatSpeaksCbor() {
        System.setProperty("aws.cborEnabled", "false");
        try (var json = ServerFixture.client(kinesis.server.endpoint())) {
            var cbor = kinesis.client;
            kinesis.create("s", 1);
            var bytes = new byte[] {0, -1, 10, '{', 127, -128};
            for (var client : List.of(json, cbor)) {
                client.putRecords(r -> r.streamName("s").records(ServerFixture.entry("key ä 😀", bytes)));
                kinesis.clock.move(Duration.ofMillis(1234));
            }
            var all = kinesis.records("s", ServerFixture.shard(0));
            assertEquals(2, all.size());
            assertEquals(all, recordsSince(json, all.get(0).approximateArrivalTimestamp()));
            assertEquals(all.subList(1, 2), recordsSince(json, all.get(1).approximateArrivalTimestamp()));
            assertEquals(all.subList(1, 2), recordsSince(cbor, all.get(1).approximateArrivalTimestamp()));
            all.forEach(record -> assertArrayEquals(bytes, record.data().asByteArray()));
            assertEquals(summary(json), summary(cbor));
        } finally {
            System.clearProperty("aws.cborEnabled");
        }
    }

    @Test
    void aClientThatSpeaksCborIsToldItsErrorByType() {
        var error = assertThrows(
                ResourceNotFoundException.class,
                () -> kinesis.client.describeStreamSummary(r -> r.streamName("nowhere")));
        assertTrue(error.getMessage().contains("nowhere"), error.getMessage());
    }

    private static List<Record> recordsSince(KinesisClient client, Instant time) {
        var iterator = client.getShardIterator(r -> r.streamName("s")
                        .shardId(ServerFixture.shard(0))
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(time))
                .shardIterator();
        return client.getRecords(r -> r.shardIterator(iterator)).records();
    }

    private static StreamDescriptionSummary summary(KinesisClient client) {
        return client.describeStreamSummary(r -> r.streamName("s")).streamDescriptionSummary();
    }

    private HttpResponse<String> post(String target, String body) throws Exception {
        var request = HttpRequest.newBuilder(kinesis.server.endpoint())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(URI address, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .header("X-Amz-Target", "Kinesis_20131202.ListStreams")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
