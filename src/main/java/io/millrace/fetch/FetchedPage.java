package io.millrace.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A page as its site answered it.
 *
 * @param url the address that was asked for, as its source wrote it
 * @param finalUrl the address that answered, after redirects, in normal form
 * @param status HTTP status, 200 to 299, or 304
 * @param contentType the Content-Type header as it was sent, with its charset; empty when there was none
 * @param body the decompressed bytes; empty when there were none
 * @param fetchedAt when the answer was complete, UTC, to the microsecond
 * @param validators how the site may be asked whether the page has changed ({@code etag}, {@code last_modified},
 *     {@code url}); empty where it offers nothing
 * @param notModified whether it answered that nothing has changed, and sent no body
 * @param wireBytes length of the body as it was sent, compressed
 * @param took how long the site took to answer, redirects included, waiting for a turn left out
 */
public record FetchedPage(
        String url,
        String finalUrl,
        int status,
        String contentType,
        byte[] body,
        Map<String, String> validators,
        boolean notModified,
        Instant fetchedAt,
        long wireBytes,
        Duration took) {
    /** All but the body, keys in addresses masked: fit for a log. */
    @Override
    public String toString() {
        return "FetchedPage[url=%s, finalUrl=%s, status=%d, contentType=%s, bytes=%d, wireBytes=%d, fetchedAt=%s, took=%s]"
                .formatted(
                        MaskedUrl.of(url),
                        MaskedUrl.of(finalUrl),
                        status,
                        contentType,
                        body.length,
                        wireBytes,
                        fetchedAt,
                        took);
    }
}
