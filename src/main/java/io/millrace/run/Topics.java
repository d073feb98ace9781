package io.millrace.run;

import io.millrace.alert.NotTakenException;
import io.millrace.alert.TopicMessage;
import io.millrace.config.TopicArn;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * Publishes to topics of Amazon SNS, each in the region of its ARN, with the default credentials chain whatever {@code target} is.
 * Nothing is sent twice by it: what fails waits in the outbox. Thread-safe.
 */
public final class Topics {
    private static final Duration MOST = Duration.ofSeconds(45);
    /** Of what a message holds; all else is of the topic, or of who asks. */
    private static final String OF_CONTENT = "InvalidParameter";

    private final UnaryOperator<SnsClientBuilder> access;
    private final Map<String, SnsClient> clients = new ConcurrentHashMap<>();

    Topics() {
        this(builder -> builder);
    }

    Topics(UnaryOperator<SnsClientBuilder> access) {
        this.access = access;
    }

    private SnsClient of(TopicArn topic) {
        return clients.computeIfAbsent(
                topic.region(),
                region -> access.apply(SnsClient.builder()
                                .region(Region.of(region))
                                .httpClientBuilder(ApacheHttpClient.builder())
                                .overrideConfiguration(how -> how.retryStrategy(AwsRetryStrategy.doNotRetry())
                                        .apiCallTimeout(MOST)
                                        .apiCallAttemptTimeout(MOST)))
                        .build());
    }

    /**
     * Publishes a message, and says so.
     *
     * @throws NotTakenException if SNS did not take it, with what it said
     */
    public String publish(TopicMessage message) {
        var topic = message.topic();
        try {
            var attributes = message.attributes().entrySet().stream()
                    .collect(Collectors.toMap(
                            attribute -> attribute.getKey(),
                            attribute -> MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue(attribute.getValue())
                                    .build()));
            var published = of(topic)
                    .publish(request -> request.topicArn(topic.text())
                            .subject(message.subject())
                            .messageStructure("json")
                            .message(message.texts())
                            .messageAttributes(attributes)
                            .messageGroupId(message.group())
                            .messageDeduplicationId(message.deduplication()));
            return "published as " + published.messageId();
        } catch (SdkException e) {
            throw notTaken(topic, e);
        }
    }

    /**
     * Asks for the topic, publishing nothing.
     *
     * @throws NotTakenException if it is not there, or may not be looked at
     */
    void look(TopicArn topic) {
        try {
            of(topic).getTopicAttributes(request -> request.topicArn(topic.text()));
        } catch (SdkException e) {
            throw notTaken(topic, e);
        }
    }

    private static NotTakenException notTaken(TopicArn topic, SdkException e) {
        var details = e instanceof SnsException sent ? sent.awsErrorDetails() : null;
        var isOfContent = details != null && String.valueOf(details.errorCode()).startsWith(OF_CONTENT);
        return new NotTakenException(topic + ": " + AwsFault.said(e), null, false, isOfContent);
    }
}
