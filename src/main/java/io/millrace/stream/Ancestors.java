package io.millrace.stream;

import io.millrace.dataset.StreamId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes of the shards that a delivered one was made of that all of them is landed, once that is so. A trigger begins with
 * a shard when it is through with those; what it gave up there lies before nothing that it will ever deliver. Not
 * thread-safe.
 */
final class Ancestors {
    private static final Logger LOG = LoggerFactory.getLogger(Ancestors.class);

    private final Reading reading;
    /** Shards whose ancestors have all ended, of the life of the stream that was seen last. */
    private final Set<String> rooted = new HashSet<>();

    private StreamId seen;

    Ancestors(Reading reading) {
        this.reading = reading;
    }

    /**
     * Reads and lands what is left of a shard's ancestors.
     *
     * @param shards all that the stream has, each with those that it was made of
     */
    void end(String shard, Map<String, List<String>> shards, Advance advance) throws InterruptedException {
        if (!advance.life().id().equals(seen)) {
            rooted.clear();
            seen = advance.life().id();
        }
        if (rooted.contains(shard)) {
            return;
        }
        try {
            if (endAll(of(shard, shards), List.copyOf(shards.keySet()), advance)) {
                rooted.add(shard);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Of no matter for what was delivered; the next delivery tries it again.
            LOG.warn("shard={} its ancestors are not ended: {}", shard, e.toString());
        }
    }

    private boolean endAll(Set<String> ancestors, List<String> listed, Advance advance) throws Exception {
        var positions = reading.positions();
        var life = advance.life();
        for (var ancestor : ancestors) {
            var start = positions.resume(life.id(), ancestor, listed);
            if (start.ended()) {
                continue;
            }
            var reached = advance.through(
                    ancestor, start, reading.source(ancestor, start, life), ShardReader::isDone, () -> false);
            if (!reached.done()) {
                return false;
            }
            positions.ended(
                    life.id(), ancestor, reached.durable(), reading.time().now());
            LOG.info("shard={} has ended and is landed", ancestor);
        }
        return true;
    }

    /** Those that are listed still, the nearest first. */
    private static Set<String> of(String shard, Map<String, List<String>> shards) {
        var ancestors = new LinkedHashSet<String>();
        var next = List.of(shard);
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(one -> shards.getOrDefault(one, List.of()).stream())
                    .filter(shards::containsKey)
                    .filter(ancestors::add)
                    .toList();
        }
        return ancestors;
    }
}
