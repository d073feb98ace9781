package io.millrace.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How pages are asked for.
 *
 * @param userAgent the whole header, with the contact
 * @param contact where a site's owner can reach the user; may be empty
 * @param connectTimeout how long connecting may take
 * @param answerTimeout how long a server may be silent
 * @param totalTimeout how long one page may take in all
 * @param maxBytes of a page, unpacked
 * @param retries how often a page is asked for again after a passing failure
 * @param retryDelay pause before the first of these; it doubles with each
 * @param workers how many pages are under way at most
 */
public record FetchSettings(
        String userAgent,
        String contact,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration totalTimeout,
        long maxBytes,
        int retries,
        Duration retryDelay,
        int workers) {
    // What is matched in robots.txt stands first.
    private static final Pattern AGENT =
            Pattern.compile("[A-Za-z][A-Za-z_-]*(/[A-Za-z0-9._+-]+)?( [\\x20-\\x7E]{1,150})?");
    // It becomes part of a header: no line breaks, nothing but ASCII.
    private static final Pattern HEADER = Pattern.compile("[\\x20-\\x7E]{1,200}");
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_RETRIES = 20;
    private static final int MOST_WORKERS = 500;
    private static final int MOST_BYTES = 1 << 30;

    static FetchSettings of(Keys keys) {
        var contact = keys.isSet("millrace.fetch.contact")
                ? keys.text("millrace.fetch.contact", HEADER, "an address or web page in plain ASCII")
                : keys.put("millrace.fetch.contact", "");
        return new FetchSettings(
                userAgent(keys, contact),
                contact,
                keys.duration("millrace.fetch.connect-timeout", SHORTEST, LONGEST),
                keys.duration("millrace.fetch.answer-timeout", SHORTEST, LONGEST),
                keys.duration("millrace.fetch.total-timeout", SHORTEST, LONGEST),
                keys.bytes("millrace.fetch.max-bytes", 1, MOST_BYTES),
                keys.integer("millrace.fetch.retries", 0, MOST_RETRIES),
                keys.duration("millrace.fetch.retry-delay", Duration.ZERO, LONGEST),
                keys.integer("millrace.fetch.workers", 1, MOST_WORKERS));
    }

    private static String userAgent(Keys keys, String contact) {
        var key = "millrace.fetch.user-agent";
        var name = keys.isSet(key)
                ? keys.text(key, AGENT, "a product and its version, like AcmePrices/1.0, in plain ASCII")
                : "Millrace/" + version();
        return keys.put(key, contact.isEmpty() ? name : name + " (+" + contact + ")");
    }

    private static String version() {
        var version = FetchSettings.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
