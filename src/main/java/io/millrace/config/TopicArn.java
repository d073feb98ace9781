package io.millrace.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A topic of Amazon SNS.
 *
 * @param text the whole ARN
 * @param region where it is, whatever {@code aws.region} says
 * @param name ends in {@code .fifo} if the topic is one that keeps an order
 */
public record TopicArn(String text, String region, String name) {
    private static final String FIFO = ".fifo";
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]{0,20}:sns:([a-z0-9-]{1,40}):\\d{12}:([A-Za-z0-9_-]{1,256}(?:\\.fifo)?)");

    static Optional<TopicArn> of(String text) {
        var matcher = ARN.matcher(text);
        return matcher.matches()
                ? Optional.of(new TopicArn(text, matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** Whether it takes a message once by its id, and keeps the order within a group. */
    public boolean isFifo() {
        return name.endsWith(FIFO);
    }

    /** For people: name and region. */
    @Override
    public String toString() {
        return "topic " + name + " in " + region;
    }
}
