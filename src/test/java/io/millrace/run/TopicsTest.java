package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.alert.NotTakenException;
import io.millrace.alert.TopicMessage;
import io.millrace.config.TopicArn;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a topic that does not take an alert leads to, over SNS's protocol. */
class TopicsTest {
    private static final TopicArn TOPIC = new TopicArn(TopicServer.TOPIC, "eu-west-3", "price-alerts");

    private TopicServer server;

    @BeforeEach
    void open() throws IOException {
        server = new TopicServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static TopicMessage message(TopicArn topic) {
        return new TopicMessage(topic, "a", "{\"default\": \"a\"}", Map.of("id", "a1"), null, null);
    }

    private NotTakenException refused() {
        var topics = server.topics();
        return assertThrows(NotTakenException.class, () -> topics.publish(message(TOPIC)));
    }

    @Test
    void whatIsPublishedIsSaid() {
        assertEquals("published as m-1", server.topics().publish(message(TOPIC)));
    }

    @Test
    void whoMayNotPublishIsToldByWhomAndAsksOnce() {
        server.refuse("AuthorizationError: User: arn:aws:iam::1:user/a is not authorized\n  to perform: SNS:Publish");
        assertEquals(
                "topic price-alerts in eu-west-3: AuthorizationError (HTTP status 403): AuthorizationError: User: arn:aws:iam::1:user/a is"
                        + " not authorized to perform: SNS:Publish",
                refused().getMessage());
        assertEquals(List.of("Publish"), server.actions());
    }

    @Test
    void aFailureOfSnsIsNotTriedAgainByTheClient() {
        server.refuse("ThrottledException");
        assertTrue(refused().getMessage().contains("Throttled"));
        assertEquals(List.of("Publish"), server.actions());
    }

    @Test
    void aTopicThatIsNotThereIsFoundByALook() {
        var none = new TopicArn(TopicServer.TOPIC + "x", "eu-west-3", "price-alertsx");
        var topics = server.topics();
        var fault = assertThrows(NotTakenException.class, () -> topics.look(none));
        assertEquals(
                "topic price-alertsx in eu-west-3: NotFound (HTTP status 404): NotFound: Topic does not exist",
                fault.getMessage());
        topics.look(TOPIC);
        assertEquals(List.of("GetTopicAttributes", "GetTopicAttributes"), server.actions());
    }

    @Test
    void withoutAServerTheFaultSaysWhichTopic() {
        server.close();
        assertTrue(
                refused().getMessage().startsWith("topic price-alerts in eu-west-3: "),
                refused().getMessage());
    }
}
