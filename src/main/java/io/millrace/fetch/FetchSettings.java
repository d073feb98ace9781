package io.millrace.fetch;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How Millrace fetches pages, whatever the source.
 *
 * @param userAgent product and version that it calls itself, like {@code Millrace/1.0}
 * @param contact address of a page or a mailbox where a site's owner reaches the operator; empty: none is told
 * @param connectTimeout bound of opening one connection, TLS included
 * @param answerTimeout longest silence of a site while it answers
 * @param totalTimeout bound of one request from connecting to the last byte; each redirect is a request of its own
 * @param maxBytes longest body, after decompression, in bytes
 */
public record FetchSettings(
        String userAgent,
        String contact,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration totalTimeout,
        int maxBytes) {
    private static final Pattern PRODUCT = Pattern.compile("[A-Za-z][A-Za-z_-]*(/[A-Za-z0-9._+-]+)?( [\\x20-\\x7e]+)?");
    private static final Pattern CONTACT = Pattern.compile("[\\x21-\\x7e&&[^()]]*");
    private static final int MOST_BYTES = 1 << 30;

    /** Ten seconds to connect, 30 of silence, 60 in all; 10 MiB; no contact. */
    public static final FetchSettings DEFAULT = new FetchSettings(
            "Millrace/" + version(),
            "",
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            10 << 20);

    /** Checks the values; throws IllegalArgumentException that names the key and says what to write instead. */
    public FetchSettings {
        if (userAgent == null || !PRODUCT.matcher(userAgent).matches()) {
            throw new IllegalArgumentException("millrace.fetch.user-agent \"" + userAgent
                    + "\" must be a product and a version, like Millrace/1.0");
        }
        contact = contact == null ? "" : contact.strip();
        if (!CONTACT.matcher(contact).matches()) {
            throw new IllegalArgumentException("millrace.fetch.contact \"" + contact
                    + "\" must be one address, like https://example.com/bot or bot@example.com");
        }
        positive("connect-timeout", connectTimeout);
        positive("answer-timeout", answerTimeout);
        positive("total-timeout", totalTimeout);
        if (maxBytes < 1 || maxBytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "millrace.fetch.max-bytes " + maxBytes + " must lie between 1 and " + MOST_BYTES);
        }
    }

    /** The value of the User-Agent header: {@code Millrace/1.0 (+https://example.com/bot)}. */
    public String userAgentHeader() {
        return contact.isEmpty() ? userAgent : userAgent + " (+" + contact + ")";
    }

    private static void positive(String key, Duration value) {
        if (value == null || value.toMillis() < 1 || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("millrace.fetch." + key + " " + value + " must lie between 1ms and 1h");
        }
    }

    private static String version() {
        var version = FetchSettings.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
