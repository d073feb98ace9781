package io.millrace.simulation;

import io.millrace.dataset.Json;
import io.millrace.lake.Manifest;
import io.millrace.reconcile.SimulatedSums;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** What has to hold once everything has come through: the lake and the warehouse against what was put. */
final class FinalCheck {
    private static final String RAW = "raw/";

    private final World world;
    private final Map<String, List<Oracle.Put>> puts;
    private final Map<Long, Map<String, Object>> plans;
    private final Map<Long, Map<String, Object>> manifests;
    private final long published;

    /**
     * @param puts shard to its records, in order
     * @param plans number to plan
     * @param manifests number to manifest
     */
    FinalCheck(
            World world,
            Map<String, List<Oracle.Put>> puts,
            Map<Long, Map<String, Object>> plans,
            Map<Long, Map<String, Object>> manifests) {
        this.world = world;
        this.puts = puts;
        this.plans = plans;
        this.manifests = manifests;
        this.published = puts.values().stream().mapToLong(List::size).sum();
    }

    void check() {
        var chains = chains();
        var batchOf = batches(chains);
        manifestsSayWhatIsThere(batchOf);
        warehouseHoldsTheLatest(batchOf);
        ledgerIsDense();
        totalsAreTrue(batchOf);
    }

    /** Shard to keys of its objects, which hold what was put, in order, each record once. */
    private Map<String, List<String>> chains() {
        var objects = new HashMap<String, TreeMap<Long, String>>();
        var stored = world.bucket.under(RAW);
        stored.forEach((key, object) -> {
            var first = Long.parseLong(object.metadata().get("first"));
            var other = objects.computeIfAbsent(object.metadata().get("shard"), shard -> new TreeMap<>())
                    .put(first, key);
            expect(other == null, key + " begins where " + other + " does");
        });
        var chains = new TreeMap<String, List<String>>();
        objects.forEach((shard, byFirst) -> {
            var end = "-";
            var records = new ArrayList<String>();
            for (var key : byFirst.values()) {
                var metadata = stored.get(key).metadata();
                expect(metadata.get("after").equals(end), key + " follows " + metadata + ", not " + end);
                end = metadata.get("last");
                var lines = lines(stored.get(key).content());
                expect(
                        Integer.toString(lines.size()).equals(metadata.get("count")),
                        key + " has " + lines.size() + " lines: " + metadata);
                records.addAll(lines);
            }
            var wanted = puts.getOrDefault(shard, List.of()).stream()
                    .map(FinalCheck::line)
                    .toList();
            expectEqual(wanted, records, "records landed of " + shard);
            chains.put(
                    shard,
                    byFirst.values().stream().map(world.bucket::withoutLast).toList());
        });
        expectEqual(puts.keySet(), chains.keySet(), "shards landed");
        return chains;
    }

    /** Record to the one batch that cleans it. */
    private Map<Oracle.Put, Long> batches(Map<String, List<String>> chains) {
        var taken = new TreeMap<String, List<String>>();
        var batchOf = new HashMap<Oracle.Put, Long>();
        long n = 0;
        for (var plan : plans.entrySet()) {
            expect(plan.getKey() == ++n, "there is no plan " + n + ": " + plans.keySet());
            for (var object : list(plan.getValue(), "objects")) {
                var shard = (String) object.get("shard");
                taken.computeIfAbsent(shard, key -> new ArrayList<>()).add((String) object.get("key"));
                var first = Long.parseLong((String) object.get("first"));
                var last = Long.parseLong((String) object.get("last"));
                for (var put : puts.get(shard)) {
                    if (put.seq() >= first && put.seq() <= last) {
                        batchOf.put(put, n);
                    }
                }
            }
        }
        expectEqual(chains, taken, "objects planned");
        return batchOf;
    }

    private void manifestsSayWhatIsThere(Map<Oracle.Put, Long> batchOf) {
        expectEqual(plans.keySet(), manifests.keySet(), "batches committed");
        for (var manifest : manifests.values()) {
            var n = number(manifest, "n");
            var mine = batchOf.entrySet().stream()
                    .filter(entry -> entry.getValue() == n)
                    .map(entry -> entry.getKey().sent())
                    .toList();
            var good = mine.stream().filter(sent -> sent.reason() == null).toList();
            var keys = good.stream().map(Sent::key).distinct().count();
            expectEqual((long) mine.size(), number(manifest, "read"), "lines read by " + n);
            expectEqual((long) mine.size() - good.size(), number(manifest, "rejected"), "lines rejected by " + n);
            expectEqual(good.size() - keys, number(manifest, "duplicates"), "duplicates of " + n);
            expectEqual(keys, written(manifest), "rows written by " + n);
        }
    }

    private void warehouseHoldsTheLatest(Map<Oracle.Put, Long> batchOf) {
        var latest = new TreeMap<String, Oracle.Put>();
        for (var put : batchOf.keySet()) {
            if (put.sent().reason() == null) {
                latest.merge(put.sent().key(), put, (a, b) -> order(a, b, batchOf) > 0 ? a : b);
            }
        }
        var wanted = new TreeMap<String, Database.Row>();
        latest.forEach((key, put) -> wanted.put(
                key, new Database.Row(key, put.sent().version(), put.sent().value(), batchOf.get(put))));
        expectEqual(wanted, world.database.rows(), "rows of the warehouse");
    }

    /** By version, batch, shard, sequence number. */
    private static int order(Oracle.Put a, Oracle.Put b, Map<Oracle.Put, Long> batchOf) {
        var order = Long.compare(a.sent().version(), b.sent().version());
        if (order == 0) {
            order = Long.compare(batchOf.get(a), batchOf.get(b));
        }
        if (order == 0) {
            order = a.shard().compareTo(b.shard());
        }
        return order == 0 ? Long.compare(a.seq(), b.seq()) : order;
    }

    private void ledgerIsDense() {
        var ledger = new TreeMap<Long, Database.LedgerRow>();
        for (var row : world.database.ledger()) {
            expect(ledger.put(row.batch(), row) == null, "the ledger has a batch twice: " + row);
            expectEqual(written(manifests.get(row.batch())), row.written(), "rows loaded of " + row.batch());
        }
        expectEqual(manifests.keySet(), ledger.keySet(), "batches in the ledger");
    }

    private void totalsAreTrue(Map<Oracle.Put, Long> batchOf) {
        if (manifests.isEmpty()) {
            return;
        }
        var reasons = new TreeMap<String, Long>();
        var publishers = new TreeMap<String, Set<Long>>();
        for (var put : batchOf.keySet()) {
            var sent = put.sent();
            if (sent.reason() != null) {
                reasons.merge(sent.reason(), 1L, Long::sum);
            }
            if (sent.publisher() != null) {
                publishers
                        .computeIfAbsent(sent.publisher(), key -> new HashSet<>())
                        .add(sent.n());
            }
        }
        var rejected = reasons.values().stream().mapToLong(Long::longValue).sum();
        var written = manifests.values().stream().mapToLong(FinalCheck::written).sum();
        var key = Manifest.key(manifests.size());
        var totals = Json.read(world.bucket.get(key).orElseThrow(), Manifest.class, key)
                .totals();
        expectEqual(published, totals.read(), "read, in total");
        expectEqual(written, totals.written(), "written, in total");
        expectEqual(rejected, totals.rejected(), "rejected, in total");
        expectEqual(published - written - rejected, totals.duplicates(), "duplicates, in total");
        expectEqual(reasons, totals.reasons(), "reasons, in total");
        expectEqual(written, totals.rows().getOrDefault(World.DATASET.name(), 0L), "rows, in total");
        expectEqual(0L, totals.again() + totals.held() + totals.dropped(), "read again, held or dropped");
        var counts = new TreeMap<String, Long>();
        publishers.forEach((publisher, numbers) -> counts.put(publisher, (long) numbers.size()));
        var told = new TreeMap<String, Long>();
        totals.publishers().forEach((publisher, numbers) -> told.put(publisher, numbers.count()));
        expectEqual(counts, told, "events of publishers");
        expectEqual(List.of(), SimulatedSums.incomplete(totals, world.clock.instant()), "publishers with gaps");
    }

    private static String line(Oracle.Put put) {
        return put.seq() + " " + new String(put.sent().data(), StandardCharsets.UTF_8);
    }

    /** Sequence number and data of each line. */
    private static List<String> lines(byte[] content) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(FinalCheck::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String line) {
        var seq = between(line, "\"seq\":\"", "\"");
        var event = line.indexOf("\"event\":");
        return seq + " "
                + (event >= 0
                        ? line.substring(event + 8, line.length() - 1)
                        : new String(Base64.getDecoder().decode(between(line, "\"bytes\":\"", "\""))));
    }

    private static String between(String text, String before, String after) {
        var from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private static long written(Map<String, Object> manifest) {
        return datasets(manifest).stream()
                .mapToLong(part -> number(part, "rows"))
                .sum();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> datasets(Map<String, Object> manifest) {
        return List.copyOf(((Map<String, Map<String, Object>>) manifest.get("datasets")).values());
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> map, String key) {
        return (List<Map<String, Object>>) map.get(key);
    }

    static long number(Map<String, Object> map, String key) {
        return ((Number) map.get(key)).longValue();
    }

    private static void expectEqual(Object wanted, Object found, String what) {
        expect(wanted.equals(found), what + ": expected " + wanted + ", found " + found);
    }

    static void expect(boolean held, String otherwise) {
        if (!held) {
            throw new AssertionError(otherwise);
        }
    }
}
