package io.millrace.fetch;

import java.net.URI;
import java.util.TreeMap;

/** Answers for tests; a null leaves its header out. */
final class Answers {
    private Answers() {}

    static Answer of(URI url, int status, String contentType, String location, String retryAfter, byte[] body) {
        return with(url, status, body, "content-type", contentType, "location", location, "retry-after", retryAfter);
    }

    /** @param headers names in lower case and values, in turn */
    static Answer with(URI url, int status, byte[] body, String... headers) {
        var map = new TreeMap<String, String>();
        for (var i = 0; i < headers.length; i += 2) {
            if (headers[i + 1] != null) {
                map.put(headers[i], headers[i + 1]);
            }
        }
        return new Answer(url, status, map, body);
    }
}
