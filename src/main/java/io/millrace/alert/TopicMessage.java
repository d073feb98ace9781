package io.millrace.alert;

import io.millrace.config.TopicArn;
import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An alert as a topic of Amazon SNS is given it: queues, functions and HTTP endpoints get the JSON that a webhook is posted, e-mails
 * and text messages get sentences.
 *
 * @param topic that it is for
 * @param subject of e-mails: visible ASCII, less than 100 characters
 * @param texts protocol, or {@code default}, to text, as JSON
 * @param attributes by which subscriptions may filter: {@code id}, {@code rule}, {@code kind}, {@code source}
 * @param group whose order a FIFO topic keeps: one of each source; null of other topics
 * @param deduplication by which a FIFO topic knows what it has, for five minutes: the alert's id; null of other topics
 */
public record TopicMessage(
        TopicArn topic,
        String subject,
        String texts,
        Map<String, String> attributes,
        String group,
        String deduplication) {
    private static final int LONGEST_SUBJECT = 99;

    static TopicMessage of(Delivery delivery) {
        var alert = delivery.alert();
        var texts = new LinkedHashMap<String, String>();
        texts.put("default", new String(alert.json(), StandardCharsets.UTF_8));
        texts.put("email", MailMessage.plain(alert));
        texts.put("sms", alert.text());
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", alert.id());
        attributes.put("rule", alert.rule());
        attributes.put("kind", alert.kind());
        attributes.put("source", alert.source());
        var topic = delivery.channel().topic();
        var isFifo = topic.isFifo();
        return new TopicMessage(
                topic,
                subject(alert.text()),
                new String(Json.bytes(texts), StandardCharsets.UTF_8),
                attributes,
                isFifo ? alert.source() : null,
                isFifo ? alert.id() : null);
    }

    /** In ASCII, which is all that SNS takes: letters without their marks, and one question mark for what else there is. */
    private static String subject(String text) {
        var ascii = Normalizer.normalize("Millrace: " + text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^ -~]+", "?");
        return ascii.length() <= LONGEST_SUBJECT ? ascii : ascii.substring(0, LONGEST_SUBJECT - 3) + "...";
    }
}
