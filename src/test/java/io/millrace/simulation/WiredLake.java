package io.millrace.simulation;

import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bucket as one life of an instance reaches it. Creating mirrors the route {@code commit-object}. */
final class WiredLake implements ObjectStore, Commits {
    private final Wire wire;
    private final Bucket bucket;
    private final Steps steps;

    WiredLake(Wire wire, Bucket bucket, Steps steps) {
        this.wire = wire;
        this.bucket = bucket;
        this.steps = steps;
    }

    @Override
    public boolean create(String key, byte[] content, Map<String, String> metadata) {
        steps.at("assume-created");
        var committed = true;
        steps.at("try-create");
        steps.at("create");
        var created = wire.call("create " + key, () -> bucket.create(key, content, metadata));
        if (!created) {
            steps.at("found-one");
            steps.at("tell-not-created");
            committed = false;
        }
        return committed;
    }

    /** Writes over what is there. */
    void put(String key, byte[] content) {
        wire.call("put " + key, () -> {
            bucket.put(key, content);
            return content;
        });
    }

    @Override
    public Optional<byte[]> get(String key) {
        return wire.call("get " + key, () -> bucket.get(key));
    }

    @Override
    public Optional<Head> head(String key) {
        return wire.call("head " + key, () -> bucket.head(key));
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        return wire.call("list " + prefix, () -> bucket.list(prefix, after, most));
    }
}
