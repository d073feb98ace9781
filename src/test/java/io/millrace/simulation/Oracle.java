package io.millrace.simulation;

import io.millrace.dataset.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Knows what was put, sees what is written, and says what has to come out: at every moment, and at the end. Plain maps,
 * nothing of what it judges.
 */
final class Oracle {
    private static final String RAW = "raw/";
    private static final String ENDED = "/ended.json";
    private static final String PLANS = "processed/_plans/";
    /** Lower bounds, for a quick start. */
    private static final Pattern OVERWRITTEN =
            Pattern.compile("_state/.*/(position|reached)\\.json|processed/_newest\\.json");

    private static final String MANIFESTS = "processed/_batches/";

    /** A record where it was put. */
    record Put(String shard, long seq, Sent sent) {}

    private final World world;
    private final Map<String, List<Put>> puts = new TreeMap<>();
    private final Map<Long, Map<String, Object>> plans = new TreeMap<>();
    private final Map<Long, Map<String, Object>> manifests = new TreeMap<>();
    /** Shard to the last sequence number that is landed. */
    private final Map<String, Long> ends = new TreeMap<>();

    private long published;
    private long landed;
    private long planned;

    Oracle(World world) {
        this.world = world;
    }

    void published(String shard, String seq, Sent sent) {
        puts.computeIfAbsent(shard, key -> new ArrayList<>()).add(new Put(shard, Long.parseLong(seq), sent));
        published++;
    }

    void created(String key, byte[] content, Map<String, String> metadata) {
        if (key.startsWith(RAW)) {
            landed += Long.parseLong(metadata.get("count"));
            ends.merge(metadata.get("shard"), Long.parseLong(metadata.get("last")), Math::max);
        } else if (key.endsWith(ENDED)) {
            ended(key, content);
        } else if (key.startsWith(PLANS)) {
            var plan = map(content, key);
            plans.put(FinalCheck.number(plan, "n"), plan);
            planned += FinalCheck.list(plan, "objects").stream()
                    .mapToLong(object -> FinalCheck.number(object, "count"))
                    .sum();
        } else if (key.startsWith(MANIFESTS)) {
            var manifest = map(content, key);
            manifests.put(FinalCheck.number(manifest, "n"), manifest);
            files(manifest)
                    .forEach(file -> FinalCheck.expect(
                            world.bucket.has((String) file.get("key")),
                            key + " names " + file + ", which is not there"));
        }
    }

    /** What a shard's end says is never looked at again. */
    @SuppressWarnings("unchecked")
    private void ended(String key, byte[] content) {
        var shard = key.substring(
                key.lastIndexOf('/', key.length() - ENDED.length() - 1) + 1, key.length() - ENDED.length());
        var position = (Map<String, Object>) map(content, key).get("position");
        var last = position == null ? null : Long.valueOf((String) position.get("last"));
        var put = puts.getOrDefault(shard, List.of());
        var wanted = put.isEmpty() ? null : Long.valueOf(put.get(put.size() - 1).seq());
        FinalCheck.expect(
                Objects.equals(wanted, last) && Objects.equals(wanted, ends.get(shard)),
                shard + " is said to end at " + last + ", it ends at " + wanted + " and is landed through "
                        + ends.get(shard));
    }

    void overwritten(String key) {
        FinalCheck.expect(OVERWRITTEN.matcher(key).matches(), key + " was written over");
    }

    /** Looks at the warehouse as everybody sees it now. */
    void loaded() {
        long inserted = 0;
        for (var row : world.database.ledger()) {
            inserted += row.inserted();
            FinalCheck.expect(
                    row.written() == row.inserted() + row.updated() + row.ignored() && row.ignored() >= 0,
                    "the ledger's sum does not hold: " + row);
            var manifest = manifests.get(row.batch());
            FinalCheck.expect(
                    manifest != null && manifest.get("attempt").equals(row.attempt()),
                    "the ledger has a batch that is not committed: " + row);
        }
        var rows = world.database.rows();
        FinalCheck.expect(
                inserted == rows.size(), "the ledger says that " + inserted + " rows were inserted, there are " + rows);
        for (var row : rows.values()) {
            FinalCheck.expect(
                    manifests.containsKey(row.batch()), "the warehouse has a row of no committed batch: " + row);
        }
    }

    /** Whether all that was put has come through, as far as counting tells. */
    boolean isThrough() {
        return landed >= published
                && planned >= published
                && manifests.size() >= plans.size()
                && world.database.ledger().size() >= plans.size();
    }

    /** Looks at everything, once all is quiet. */
    void check() {
        new FinalCheck(world, puts, plans, manifests).check();
    }

    private static List<Map<String, Object>> files(Map<String, Object> manifest) {
        return FinalCheck.datasets(manifest).stream()
                .flatMap(part -> FinalCheck.list(part, "files").stream())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(byte[] content, String key) {
        return Json.read(content, Map.class, key);
    }
}
