package io.millrace.lake;

import io.millrace.dataset.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what was submitted of a batch; thread-safe. */
public final class Submissions {
    /**
     * A submission and its end.
     *
     * @param end null while it is the one that counts
     */
    public record Known(Submission submission, Submission.End end) {}

    private final ObjectStore store;

    public Submissions(ObjectStore store) {
        this.store = store;
    }

    /** All of a batch, in order. */
    public List<Known> of(long n) {
        return IntStream.rangeClosed(1, newest(n)).mapToObj(k -> known(n, k)).toList();
    }

    /** The last of a batch. */
    public Optional<Known> last(long n) {
        var newest = newest(n);
        return newest == 0 ? Optional.empty() : Optional.of(known(n, newest));
    }

    /** One submission. */
    public Optional<Submission> read(long n, int k) {
        return read(Submission.key(n, k), Submission.class);
    }

    private int newest(long n) {
        return (int) Numbers.greatest(
                0, k -> store.head(Submission.key(n, (int) k)).isPresent());
    }

    private Known known(long n, int k) {
        return new Known(
                read(n, k).orElseThrow(() -> new IllegalStateException(Submission.key(n, k) + " is gone")),
                read(Submission.End.key(n, k), Submission.End.class).orElse(null));
    }

    private <T> Optional<T> read(String key, Class<T> type) {
        return store.get(key).map(json -> Json.read(json, type, key));
    }
}
