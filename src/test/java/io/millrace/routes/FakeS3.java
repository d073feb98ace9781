package io.millrace.routes;

import io.millrace.dataset.Json;
import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket in memory that honours {@code If-None-Match: *}, fails where it is told to, and remembers every put. */
final class FakeS3 implements S3Client, ObjectStore {
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, String>> metadata = new ConcurrentHashMap<>();
    private final List<String> log;
    private Predicate<String> fails = key -> false;
    private RuntimeException failure;

    /**
     * @param log where each put that arrives is written as {@code put <key>}
     */
    FakeS3(List<String> log) {
        this.log = log;
    }

    static S3Exception status(int code) {
        return (S3Exception)
                S3Exception.builder().statusCode(code).message("status " + code).build();
    }

    /** Lets every put of such a key fail from now on. */
    void failFor(Predicate<String> keys, RuntimeException with) {
        fails = keys;
        failure = with;
    }

    void heal() {
        fails = key -> false;
    }

    /** Keys, sorted. */
    List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    /** The only object under a prefix, as JSON. */
    Map<?, ?> onlyJson(String prefix) {
        var keys = list(prefix, null, 2);
        if (keys.size() != 1) {
            throw new AssertionError("not one object under " + prefix + ": " + keys());
        }
        return Json.read(objects.get(keys.get(0)), Map.class, keys.get(0));
    }

    void put(String key, String content) {
        objects.put(key, content.getBytes());
    }

    @Override
    public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        var key = request.key();
        log.add("put " + key);
        if (fails.test(key)) {
            throw failure;
        }
        if ("*".equals(request.ifNoneMatch()) && objects.containsKey(key)) {
            throw status(412);
        }
        try (var in = body.contentStreamProvider().newStream()) {
            objects.put(key, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        metadata.put(key, request.metadata());
        return PutObjectResponse.builder().eTag("etag").build();
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        var answer = DeleteObjectsResponse.builder();
        var errors = new ArrayList<S3Error>();
        for (var object : request.delete().objects()) {
            var key = object.key();
            log.add("delete " + key);
            if (fails.test(key)) {
                errors.add(S3Error.builder()
                        .key(key)
                        .code("AccessDenied")
                        .message("no")
                        .build());
            } else {
                objects.remove(key);
            }
        }
        // As the SDK builds it: no list where the answer has none.
        return errors.isEmpty() ? answer.build() : answer.errors(errors).build();
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        return HeadBucketResponse.builder().build();
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public Optional<Head> head(String key) {
        return get(key).map(content -> new Head(key, content.length, metadata.getOrDefault(key, Map.of())));
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        return new ArrayList<>(objects.keySet())
                .stream()
                        .filter(key -> key.startsWith(prefix))
                        .filter(key -> after == null || key.compareTo(after) > 0)
                        .limit(most)
                        .toList();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
