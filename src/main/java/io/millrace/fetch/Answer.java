package io.millrace.fetch;

import io.millrace.fetch.FetchException.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * What a site answered to one request.
 *
 * @param url the address that was requested
 * @param headers those that are read here, by their names in lower case; several of one name joined by commas
 * @param body decompressed
 */
record Answer(URI url, int status, Map<String, String> headers, byte[] body) {
    /** Our own: how many bytes of a body came over the wire. */
    static final String WIRE_BYTES = "millrace-wire-bytes";

    private static final Duration A_MOMENT = Duration.ofMinutes(2);

    /** The header of that name, null when it sent none. */
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The Content-Type header, empty when it sent none. */
    String contentType() {
        return headers.getOrDefault("content-type", "");
    }

    /** Where a redirect leads, null when it says nothing of that. */
    String location() {
        return header("Location");
    }

    String retryAfter() {
        return header("Retry-After");
    }

    /** Bytes of the body before decompression. */
    long wireBytes() {
        return Long.parseLong(headers.getOrDefault(WIRE_BYTES, "0"));
    }

    boolean isRedirect() {
        return location() != null
                && switch (status) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
    }

    /** Whether an API says what is wrong with the request, and not that it is to come again in a moment. */
    boolean isRefusal(Instant now) {
        return status >= 400
                && status < 500
                && !(status == 429
                        && RetryAfter.parse(retryAfter(), now)
                                .filter(wait -> wait.compareTo(A_MOMENT) <= 0)
                                .isPresent());
    }

    boolean isThrottled() {
        return status == 429 || status == 503 && retryAfter() != null;
    }

    /** The exception for an answer that is neither a page nor a redirect. */
    FetchException failure() {
        var found = "HTTP status " + status;
        if (isThrottled()) {
            var asks = retryAfter() == null ? "" : " with Retry-After " + retryAfter();
            return failed(
                    Kind.THROTTLED, found + asks, "the site asks for fewer requests, raise fetch.delay of the source");
        }
        return switch (status) {
            case 304 ->
                failed(
                        Kind.REFUSED,
                        found + " (not modified) to a request that did not ask for that",
                        "the site or a cache before it is at fault, try again later or ask its owner");
            case 401 ->
                failed(
                        Kind.REFUSED,
                        found + " (login needed)",
                        "if you have an account for programs, set fetch.headers of the source, else remove the page");
            case 402 ->
                failed(
                        Kind.REFUSED,
                        found + " (payment needed)",
                        "the site sells this page, remove it or ask its owner");
            case 403 ->
                failed(
                        Kind.REFUSED,
                        found + " (forbidden)",
                        "the site refuses the page to Millrace, ask its owner or remove the page");
            case 404 -> failed(Kind.NOT_FOUND, found, "remove the page from its source or correct the address");
            case 408 -> failed(Kind.TIMEOUT, found + " (request not heard in time)", "try again later");
            case 410 -> failed(Kind.GONE, found + " (gone for good)", "remove the page from its source");
            case 451 ->
                failed(
                        Kind.REFUSED,
                        found + " (kept back for legal reasons)",
                        "it is not shown to visitors from here, remove the page");
            case 511 ->
                failed(
                        Kind.CONNECTION,
                        found + " (the network asks for a login)",
                        "it is not the site that answers, log this machine in to its network");
            default -> other(found);
        };
    }

    private FetchException other(String found) {
        // No standard knows numbers from 600 on; sites refuse robots by them.
        if (status >= 400 && status < 500 || status >= 600) {
            var cure = "the site refuses the request, open the address in a browser, ask its owner or remove the page";
            return failed(Kind.REFUSED, found, cure);
        }
        if (status >= 500) {
            return failed(Kind.SERVER, found, "the site is in trouble, try again later");
        }
        return failed(Kind.REDIRECTS, found + " without a Location to go to", "correct the address");
    }

    private FetchException failed(Kind kind, String found, String cure) {
        return new FetchException(kind, url.toString(), found, cure);
    }
}
