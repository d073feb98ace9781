package io.millrace.fetch;

import java.net.URI;

/**
 * What a site answered to one request.
 *
 * @param url the address that was requested
 * @param contentType empty when it sent none
 * @param location where a redirect leads, null when it sent none
 * @param retryAfter the header as it was sent, null when it sent none
 * @param body decompressed
 */
record Answer(URI url, int status, String contentType, String location, String retryAfter, byte[] body) {
    boolean isRedirect() {
        return location != null
                && switch (status) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
    }

    boolean isThrottled() {
        return status == 429 || status == 503 && retryAfter != null;
    }

    /** The exception for an answer that is neither a page nor a redirect. */
    FetchException failure() {
        var text = url.toString();
        var found = "HTTP status " + status;
        if (isThrottled()) {
            return new FetchException(
                    FetchException.Kind.THROTTLED,
                    text,
                    found + (retryAfter == null ? "" : " with Retry-After " + retryAfter),
                    "the site asks for fewer requests, raise fetch.delay of the source");
        }
        if (status == 404 || status == 410) {
            var cure = "remove the page from its source or correct the address";
            return new FetchException(FetchException.Kind.NOT_FOUND, text, found, cure);
        }
        if (status >= 400 && status < 500) {
            var cure = "the site refuses the page to Millrace, ask its owner or remove the page";
            return new FetchException(FetchException.Kind.REFUSED, text, found, cure);
        }
        if (status >= 500) {
            return new FetchException(
                    FetchException.Kind.SERVER, text, found, "the site is in trouble, try again later");
        }
        return new FetchException(
                FetchException.Kind.REDIRECTS, text, found + " without a Location to go to", "correct the address");
    }
}
