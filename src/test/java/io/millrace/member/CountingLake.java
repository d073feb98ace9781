package io.millrace.member;

import io.millrace.lake.Commits;
import io.millrace.lake.FakeLake;
import io.millrace.lake.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lake that counts what it is asked. */
class CountingLake implements ObjectStore, Commits {
    private final FakeLake lake;
    int calls;
    int lists;

    CountingLake(FakeLake lake) {
        this.lake = lake;
    }

    @Override
    public boolean create(String key, byte[] content, Map<String, String> metadata) {
        calls++;
        return lake.create(key, content, metadata);
    }

    @Override
    public Optional<byte[]> get(String key) {
        calls++;
        return lake.get(key);
    }

    @Override
    public Optional<Head> head(String key) {
        calls++;
        return lake.head(key);
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        lists++;
        return lake.list(prefix, after, most);
    }
}
