package io.millrace.lake;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/** Commits from Java by the same route as everything else: {@code direct:commit-object}. */
public final class RouteCommits implements Commits {
    private final CamelContext context;

    public RouteCommits(CamelContext context) {
        this.context = context;
    }

    @Override
    public boolean create(String key, byte[] content, Map<String, String> metadata) {
        try (var template = context.createFluentProducerTemplate()) {
            var answer = template.to("direct:commit-object")
                    .withBody(content)
                    .withHeader(AWS2S3Constants.KEY, key)
                    .withHeader(AWS2S3Constants.METADATA, metadata)
                    .send();
            if (answer.getException() != null) {
                throw new IllegalStateException("it is unknown whether " + key + " was written", answer.getException());
            }
            return answer.getMessage().getHeader(COMMITTED, Boolean.class);
        } catch (CamelExecutionException | java.io.IOException e) {
            throw new IllegalStateException("it is unknown whether " + key + " was written", e);
        }
    }
}
