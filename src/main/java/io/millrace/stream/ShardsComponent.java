package io.millrace.stream;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** The component behind {@code kinesis-shards:<stream>}. */
public final class ShardsComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String stream, Map<String, Object> parameters) throws Exception {
        var endpoint = new ShardsEndpoint(uri, this, stream);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
