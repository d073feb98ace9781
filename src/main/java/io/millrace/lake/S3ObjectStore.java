package io.millrace.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The lake in an S3 bucket; thread-safe.
 *
 * <p>What cannot be read is an {@link IllegalStateException} that names the key, with the SDK's exception behind it.
 */
public final class S3ObjectStore implements ObjectStore, Listing {
    private static final int NOT_FOUND = 404;

    private final S3Client s3;
    private final String bucket;

    public S3ObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return find(
                key, () -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArrayUnsafe());
    }

    @Override
    public boolean fetch(String key, Path file) {
        return find(key, () -> s3.getObject(r -> r.bucket(bucket).key(key), file))
                .isPresent();
    }

    @Override
    public Optional<Head> head(String key) {
        return find(key, () -> {
            var head = s3.headObject(r -> r.bucket(bucket).key(key));
            if (head.contentLength() == null) {
                throw new IllegalStateException(
                        unread(key) + ": the answer does not tell its length; what stands between this program and the"
                                + " bucket may have cut it");
            }
            return new Head(key, head.contentLength(), head.metadata());
        });
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        return objects(prefix, after, most).stream().map(S3Object::key).toList();
    }

    @Override
    public List<Entry> entries(String prefix, String after, int most) {
        return objects(prefix, after, most).stream()
                .map(object -> new Entry(object.key(), object.size(), object.lastModified()))
                .toList();
    }

    private List<S3Object> objects(String prefix, String after, int most) {
        var objects = new ArrayList<S3Object>();
        try {
            var pages = s3.listObjectsV2Paginator(
                    r -> r.bucket(bucket).prefix(prefix).startAfter(after));
            for (S3Object object : pages.contents()) {
                if (objects.size() == most) {
                    break;
                }
                objects.add(object);
            }
        } catch (SdkException e) {
            throw new IllegalStateException(
                    "what begins with " + prefix + " in bucket " + bucket + " could not be listed", e);
        }
        return objects;
    }

    private <T> Optional<T> find(String key, Supplier<T> ask) {
        try {
            return Optional.of(ask.get());
        } catch (NoSuchBucketException e) {
            throw new IllegalStateException(unread(key), e);
        } catch (S3Exception e) {
            // The status alone says it: an answer to HEAD has no body, and that to GET may have been cut.
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw new IllegalStateException(unread(key), e);
        } catch (SdkException e) {
            throw new IllegalStateException(unread(key), e);
        }
    }

    private String unread(String key) {
        return key + " of bucket " + bucket + " could not be read";
    }
}
