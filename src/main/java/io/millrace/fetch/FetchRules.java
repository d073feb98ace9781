package io.millrace.fetch;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a source says about fetching its pages.
 *
 * @param delay time between the end of one request and the start of the next to the same host and port, zero to one
 *     hour; a longer Crawl-delay in robots.txt wins
 * @param allowPrivate whether pages in private networks and on this machine may be fetched; addresses that hand out
 *     cloud credentials stay refused
 * @param privateNames where not empty: the hosts that alone may be private, in lower case
 * @param headers sent to the page's own site ({@link OwnHeaders}); values may be secret
 * @param proxy null for none
 * @param api whether it is an API that its operator asks programs to call: robots.txt, which is about pages, is not
 *     asked, and an answer of a status from 400 to 499 is one, with its body, but for a 429 that asks to come again in a moment
 * @param parameters added to the query of a request to the API's own address; values may be secret
 */
public record FetchRules(
        Duration delay,
        boolean allowPrivate,
        Set<String> privateNames,
        Map<String, String> headers,
        ProxyAddress proxy,
        boolean api,
        Map<String, String> parameters) {
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    /** One second between requests, public addresses only. */
    public static final FetchRules DEFAULT = new FetchRules(Duration.ofSeconds(1), false);

    /** Checks the values; throws IllegalArgumentException that says what to write instead. */
    public FetchRules {
        if (delay == null || delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("fetch delay " + delay + " must lie between 0s and 1h");
        }
        privateNames = Set.copyOf(privateNames);
        headers = Map.copyOf(headers);
        parameters = Map.copyOf(parameters);
    }

    /** Rules of a page, which is no API. */
    public FetchRules(
            Duration delay,
            boolean allowPrivate,
            Set<String> privateNames,
            Map<String, String> headers,
            ProxyAddress proxy) {
        this(delay, allowPrivate, privateNames, headers, proxy, false, Map.of());
    }

    /** Rules without names, headers and proxy. */
    public FetchRules(Duration delay, boolean allowPrivate) {
        this(delay, allowPrivate, Set.of(), Map.of(), null);
    }

    /** Whether a host of that name may lie in a private network. */
    boolean mayBePrivate(String host) {
        return privateNames.isEmpty() ? allowPrivate : privateNames.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Without what may be secret: fit for a log. */
    @Override
    public String toString() {
        return "FetchRules[delay=%s, allowPrivate=%s, privateNames=%s, headers=%s, proxy=%s, api=%s, parameters=%s]"
                .formatted(delay, allowPrivate, privateNames, headers.keySet(), proxy, api, parameters.keySet());
    }
}
