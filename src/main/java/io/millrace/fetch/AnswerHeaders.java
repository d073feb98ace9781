package io.millrace.fetch;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * What passes between a message's headers and HTTP: none of ours reach a site, and of a site's only those that are read
 * here, so that no site can set a header that steers a route.
 */
final class AnswerHeaders implements HeaderFilterStrategy {
    private static final Set<String> READ = Set.of("content-type", "location", "retry-after");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !READ.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Removes what a request or an answer has left on the message, or would read from it. */
    static void clear(Message message) {
        READ.forEach(message::removeHeader);
        message.removeHeaders("CamelHttp*");
        message.removeHeaders("CamelRestHttp*");
    }
}
