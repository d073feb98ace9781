package io.millrace.alert;

import io.millrace.config.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of a delivery what a channel takes, and of its answer whether it was taken. Thread-safe.
 *
 * <p>Addresses of webhooks may be secret: they are in the message from {@code webhook} or {@code slack} until
 * {@code answered}, and in no text.
 */
public final class Envelope {
    private static final Logger LOG = LoggerFactory.getLogger(Envelope.class);
    private static final String HOST = "MillraceHost";
    private static final int GONE = 410;
    /** What a server answers to whom it knows and trusts: this one I do not take. */
    private static final Set<Integer> OF_CONTENT = Set.of(400, 413, 422);

    private static final int LONGEST_REASON = 80;

    private final Function<Secret, String> secrets;
    private final Clock clock;

    /** @param secrets gives the value of a secret when it is needed */
    public Envelope(Function<Secret, String> secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Makes the body what a line of the log says. */
    public void line(Exchange exchange) {
        var alert = delivery(exchange).alert();
        exchange.getMessage().setBody("alert=" + alert.id() + " rule=" + alert.rule() + ": " + alert.text());
    }

    /** Makes the message a post of JSON, signed where the channel has a secret. */
    public void webhook(Exchange exchange) {
        var delivery = delivery(exchange);
        var channel = delivery.channel();
        var body = delivery.alert().json();
        address(exchange, channel.url(), body);
        var message = exchange.getMessage();
        message.setHeader("Millrace-Alert-Id", delivery.alert().id());
        message.setHeader("Idempotency-Key", delivery.alert().id());
        if (channel.secret().isSet()) {
            message.setHeader(
                    "Millrace-Signature",
                    Signature.of(
                            body,
                            secrets.apply(channel.secret()),
                            clock.instant().getEpochSecond()));
        }
    }

    /** Makes the message a post that Slack takes. */
    public void slack(Exchange exchange) {
        var delivery = delivery(exchange);
        address(
                exchange,
                delivery.channel().url(),
                delivery.alerts().size() == 1
                        ? SlackMessage.of(delivery.alert())
                        : SlackMessage.of(new Digest(delivery.alerts()), delivery.id()));
    }

    /** Makes the body what a topic is given. */
    public void topic(Exchange exchange) {
        var message = TopicMessage.of(delivery(exchange));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(message);
    }

    /** Makes the body an e-mail. */
    public void mail(Exchange exchange) throws MessagingException {
        var delivery = delivery(exchange);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(MailMessage.of(delivery));
    }

    /**
     * Makes the body the answer in words.
     *
     * @throws NotTakenException unless the answer is one of success
     */
    public void answered(Exchange exchange) {
        var message = exchange.getMessage();
        var code = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        var retryAfter = message.getHeader("Retry-After", "", String.class);
        var said = code + said(message.getBody(String.class));
        var host = exchange.getProperty(HOST, String.class);
        message.removeHeaders("*");
        message.setBody(said);
        if (code < 200 || code > 299) {
            throw new NotTakenException(
                    host + " answered " + said, seconds(retryAfter), code == GONE, OF_CONTENT.contains(code));
        }
    }

    /**
     * What came of an e-mail of which the server refused some addresses.
     *
     * @throws SendFailedException if it took none
     */
    public String partly(SendFailedException refused) throws SendFailedException {
        if (refused.getValidSentAddresses() == null || refused.getValidSentAddresses().length == 0) {
            throw refused;
        }
        LOG.warn("a mail server took not every address: {}", Said.by(refused));
        return "taken by the mail server, not for every address: " + Said.by(refused);
    }

    private void address(Exchange exchange, Secret secret, byte[] body) {
        var url = secrets.apply(secret);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        exchange.setProperty(HOST, HookAddress.of(url).toString());
        message.setHeader(Exchange.HTTP_URI, url);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setBody(body);
    }

    /** A word or two, as Slack says what is wrong; nothing else of a body, which may repeat what it was given. */
    private static String said(String body) {
        var text = body == null ? "" : body.strip();
        return text.length() <= LONGEST_REASON && text.matches("[a-z_ ]+") ? " " + text : "";
    }

    private static Duration seconds(String retryAfter) {
        return retryAfter.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
    }

    private static Delivery delivery(Exchange exchange) {
        return exchange.getMessage().getBody(Delivery.class);
    }
}
