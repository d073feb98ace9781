package io.millrace.local;

import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Lists no object that is still being written, as S3 lists none: on the folder it is a file with the object's key and a
 * UUID. Thread-safe.
 */
final class WholeObjects extends ForwardingBlobStore {
    private static final Pattern HALF_WRITTEN =
            Pattern.compile(".*-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    WholeObjects(BlobStore folder) {
        super(folder);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        var page = super.list(request);
        var whole = page.contents().stream()
                .filter(object -> !HALF_WRITTEN.matcher(object.key()).matches())
                .toList();
        return page.toBuilder().contents(whole).keyCount(whole.size()).build();
    }
}
