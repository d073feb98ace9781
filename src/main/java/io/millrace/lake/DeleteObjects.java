package io.millrace.lake;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;

/** The two steps around the deleting of objects. */
public final class DeleteObjects {
    private DeleteObjects() {}

    /** Sets which objects are to be deleted: the body, keys; at most 1,000. */
    public static void address(Exchange exchange) {
        exchange.getMessage()
                .setHeader(AWS2S3Constants.KEYS_TO_DELETE, exchange.getMessage().getBody(List.class));
    }

    /**
     * Looks whether the bucket deleted them all, which its answer alone says.
     *
     * @throws IllegalStateException if it did not
     */
    public static void verify(Exchange exchange) {
        var answer = exchange.getMessage().getBody(DeleteObjectsResponse.class);
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            var first = answer.errors().get(0);
            throw new IllegalStateException(answer.errors().size() + " objects were not deleted, the first is "
                    + first.key() + ": " + first.code() + " " + first.message()
                    + "; let this program delete objects of the bucket (s3:DeleteObject)");
        }
    }
}
