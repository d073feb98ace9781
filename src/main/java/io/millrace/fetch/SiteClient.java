package io.millrace.fetch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIBuilder;

/**
 * The HTTP client that the route names: it sends each request as its {@link Visit} says, with its headers, through the
 * client that may go there. Closing it closes nothing: the clients belong to {@link WebClients}.
 */
final class SiteClient extends CloseableHttpClient {
    private final WebClients clients;
    private final Visits visits;

    SiteClient(WebClients clients, Visits visits) {
        this.clients = clients;
        this.visits = visits;
    }

    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, ClassicHttpRequest request, HttpContext context)
            throws IOException {
        var number = request.getFirstHeader(Visits.HEADER);
        var visit = number == null ? null : visits.take(number.getValue());
        if (visit == null) {
            throw new IllegalStateException("a request that belongs to no visit: the step await-turn must come before");
        }
        request.removeHeaders(Visits.HEADER);
        visit.headers().forEach(request::setHeader);
        add(visit.parameters(), request);
        try (var lease = clients.lease(visit.at(), visit.rules())) {
            return lease.client().execute(target, request, context);
        }
    }

    /** Here alone, as the address is what logs and messages show. */
    private static void add(Map<String, String> parameters, ClassicHttpRequest request) throws IOException {
        if (parameters.isEmpty()) {
            return;
        }
        try {
            var address = new URIBuilder(request.getUri());
            parameters.forEach(address::setParameter);
            request.setUri(address.build());
        } catch (URISyntaxException e) {
            throw new IOException("the address takes no parameters", e);
        }
    }

    @Override
    public void close(CloseMode mode) {}

    @Override
    public void close() {}
}
