package io.millrace.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Says whether each record of the stream is landed once, in one unbroken chain a shard, by reading both: with no code of
 * the program.
 */
final class RawJudge {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Landed(String first, String after, String last, List<String> lines) {}

    private final FunctionWorld world;

    RawJudge(FunctionWorld world) {
        this.world = world;
    }

    /** Returns the number of records. */
    int judge() throws IOException {
        var expected = stream();
        var landed = new TreeMap<String, List<String>>();
        for (var shard : objects().entrySet()) {
            String end = null;
            var lines = new ArrayList<String>();
            for (var object : shard.getValue()) {
                assertEquals(end == null ? "-" : end, object.after(), "what follows " + end + " in " + shard.getKey());
                end = object.last();
                lines.addAll(object.lines());
            }
            landed.put(shard.getKey(), lines);
        }
        expected.values().removeIf(List::isEmpty);
        assertEquals(expected, landed);
        return expected.values().stream().mapToInt(List::size).sum();
    }

    /** Shard to its records, as sequence number and data. */
    private Map<String, List<String>> stream() throws IOException {
        var kinesis = world.kinesis();
        var all = new TreeMap<String, List<String>>();
        for (var shard :
                kinesis.listShards(r -> r.streamName(FunctionWorld.STREAM)).shards()) {
            var records = all.computeIfAbsent(shard.shardId(), id -> new ArrayList<>());
            var iterator = kinesis.getShardIterator(r -> r.streamName(FunctionWorld.STREAM)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            while (iterator != null) {
                var at = iterator;
                var answer = kinesis.getRecords(r -> r.shardIterator(at));
                for (var record : answer.records()) {
                    records.add(
                            record.sequenceNumber() + " " + said(record.data().asByteArray()));
                }
                iterator = answer.millisBehindLatest() == 0 && answer.records().isEmpty()
                        ? null
                        : answer.nextShardIterator();
            }
        }
        return all;
    }

    /** JSON objects as such, whatever else in base64. */
    private static String said(byte[] data) {
        try {
            var json = JSON.readTree(data);
            if (json != null && json.isObject()) {
                return json.toString();
            }
        } catch (IOException e) {
            // Not JSON.
        }
        return Base64.getEncoder().encodeToString(data);
    }

    private Map<String, List<Landed>> objects() throws IOException {
        var all = new TreeMap<String, List<Landed>>();
        var bucket = world.bucket();
        for (var object : bucket.listObjectsV2Paginator(
                        r -> r.bucket(FunctionWorld.BUCKET).prefix("raw/"))
                .contents()) {
            var content =
                    bucket.getObjectAsBytes(r -> r.bucket(FunctionWorld.BUCKET).key(object.key()));
            var metadata = content.response().metadata();
            var lines = lines(content.asByteArray());
            assertEquals(Integer.parseInt(metadata.get("count")), lines.size(), object.key());
            all.computeIfAbsent(metadata.get("shard"), shard -> new ArrayList<>())
                    .add(new Landed(metadata.get("first"), metadata.get("after"), metadata.get("last"), lines));
        }
        all.values().forEach(chain -> chain.sort(Comparator.comparing(landed -> new BigInteger(landed.first()))));
        return all;
    }

    private static List<String> lines(byte[] gzip) throws IOException {
        var lines = new ArrayList<String>();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip));
                var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(in)) {
            while (values.hasNext()) {
                var line = values.next();
                var data = line.has("event")
                        ? line.get("event").toString()
                        : line.get("bytes").asText();
                lines.add(line.get("seq").asText() + " " + data);
            }
        }
        return lines;
    }
}
