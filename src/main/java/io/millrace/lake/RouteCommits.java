package io.millrace.lake;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Commits from Java by the same route as everything else: {@code direct:commit-object}. */
public final class RouteCommits implements Commits {
    private static final int CONFLICT = 409;
    private static final int MOST_TIMES = 5;

    private final CamelContext context;

    public RouteCommits(CamelContext context) {
        this.context = context;
    }

    @Override
    public boolean create(String key, byte[] content, Map<String, String> metadata) {
        try (var template = context.createFluentProducerTemplate()) {
            for (var time = 1; ; time++) {
                var answer = template.to("direct:commit-object")
                        .withBody(content)
                        .withHeader(AWS2S3Constants.KEY, key)
                        .withHeader(AWS2S3Constants.METADATA, metadata)
                        .send();
                var failure = answer.getException();
                if (failure == null) {
                    return answer.getMessage().getHeader(COMMITTED, Boolean.class);
                }
                if (time == MOST_TIMES || !isConflict(failure)) {
                    throw new IllegalStateException("it is unknown whether " + key + " was written", failure);
                }
            }
        } catch (CamelExecutionException | java.io.IOException e) {
            throw new IllegalStateException("it is unknown whether " + key + " was written", e);
        }
    }

    /** Two writes at the same moment: the same one again finds out whose was first. */
    private static boolean isConflict(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof S3Exception s3 && s3.statusCode() == CONFLICT) {
                return true;
            }
        }
        return false;
    }
}
