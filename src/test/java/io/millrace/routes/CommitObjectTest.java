package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.Commits;
import io.millrace.lake.RouteCommits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The one route by which every stage commits. */
class CommitObjectTest {
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new Routes().start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void anObjectIsCreatedWithItsMetadata() {
        var answer = commit("a/b", "first");
        assertNull(answer.getException());
        assertEquals(true, answer.getMessage().getHeader(Commits.COMMITTED, Boolean.class));
        assertEquals("first", new String(routes.s3.get("a/b").orElseThrow()));
        assertEquals(Map.of("count", "1"), routes.s3.head("a/b").orElseThrow().metadata());
    }

    @Test
    void anObjectThatIsThereStaysAndTheCallerLearnsOfIt() {
        commit("a/b", "first");
        var answer = commit("a/b", "second");
        assertNull(answer.getException());
        assertEquals(false, answer.getMessage().getHeader(Commits.COMMITTED, Boolean.class));
        assertEquals("first", new String(routes.s3.get("a/b").orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 409, 429, 500, 503})
    void everyOtherAnswerIsTheCallersToRetry(int status) {
        routes.s3.failFor(key -> true, FakeS3.status(status));
        var failure = commit("a/b", "first").getException();
        assertEquals(status, assertInstanceOf(S3Exception.class, failure).statusCode());
        assertEquals(List.of("put a/b"), routes.log);
    }

    @Test
    void aLostAnswerIsTheCallersToRetry() {
        var lost = SdkClientException.create("the connection was closed");
        routes.s3.failFor(key -> true, lost);
        assertSame(lost, commit("a/b", "first").getException());
    }

    @Test
    void fromJavaTwoWritesAtTheSameMomentAreSettledByTheSameWriteAgain() {
        var conflicts = new AtomicInteger(2);
        routes.s3.failFor(key -> conflicts.getAndDecrement() > 0, FakeS3.status(409));
        assertTrue(new RouteCommits(routes.context).create("a/b", new byte[] {1}, Map.of()));
        assertEquals(List.of("put a/b", "put a/b", "put a/b"), routes.log);
    }

    @Test
    void fromJavaWhatStaysInDoubtIsSaid() {
        routes.s3.failFor(key -> true, FakeS3.status(503));
        var commits = new RouteCommits(routes.context);
        var failure = assertThrows(IllegalStateException.class, () -> commits.create("a/b", new byte[0], Map.of()));
        assertEquals("it is unknown whether a/b was written", failure.getMessage());
        assertEquals(List.of("put a/b"), routes.log);
    }

    private Exchange commit(String key, String content) {
        return routes.send(
                "direct:commit-object",
                content.getBytes(),
                Map.of("CamelAwsS3Key", key, "CamelAwsS3Metadata", Map.of("count", "1")));
    }
}
