package io.millrace.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/** What is remembered of shards, written by the route for it. Thread-safe. */
final class RouteMemory implements LakePositions.Memory {
    private final CamelContext context;

    RouteMemory(CamelContext context) {
        this.context = context;
    }

    @Override
    public void write(String key, byte[] json) {
        try (var template = context.createFluentProducerTemplate()) {
            var answer = template.to("direct:remember-position")
                    .withBody(json)
                    .withHeader(AWS2S3Constants.KEY, key)
                    .withHeader(AWS2S3Constants.METADATA, Map.of())
                    .send();
            if (answer.getException() != null) {
                throw new IllegalStateException(key + " was not written", answer.getException());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(key + " was not written", e);
        }
    }
}
