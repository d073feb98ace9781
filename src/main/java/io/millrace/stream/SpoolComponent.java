package io.millrace.stream;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** The component behind {@code event-spool:<stream>}, which only consumes. */
public final class SpoolComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String stream, Map<String, Object> parameters) throws Exception {
        var endpoint = new SpoolEndpoint(uri, this);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
