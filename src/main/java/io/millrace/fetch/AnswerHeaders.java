package io.millrace.fetch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * What passes between a message's headers and HTTP: none of ours reach a site, but for the number of the visit, which
 * the client takes out; and of a site's only those that are read here, so that no site can set a header that steers a
 * route.
 */
final class AnswerHeaders implements HeaderFilterStrategy {
    private static final Set<String> READ = Set.of(
            "content-type",
            "location",
            "retry-after",
            "etag",
            "last-modified",
            "cache-control",
            "vary",
            Answer.WIRE_BYTES);

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !name.equals(Visits.HEADER);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !READ.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The headers of an answer that the message holds, by their names in lower case. */
    static Map<String, String> of(Message message) {
        var headers = new TreeMap<String, String>();
        READ.forEach(name -> {
            var value = message.getHeader(name);
            if (value != null) {
                headers.put(name, text(value));
            }
        });
        return headers;
    }

    /** Camel makes a list of a header that was sent twice, and of one that looks like a list. */
    private static String text(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.toString();
    }

    /** Removes what a request or an answer has left on the message, or would read from it. */
    static void clear(Message message) {
        READ.forEach(message::removeHeader);
        message.removeHeader(Visits.HEADER);
        message.removeHeaders("CamelHttp*");
        message.removeHeaders("CamelRestHttp*");
    }
}
