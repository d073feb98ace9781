package io.millrace.fetch;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** The component behind {@code frontier:pages}, which only consumes. */
public final class FrontierComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        var endpoint = new FrontierEndpoint(uri, this);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
