package io.millrace.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import io.millrace.dataset.StreamRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The event that an event source mapping of a Kinesis stream invokes a function with.
 *
 * @param shards shard to its records in order, each once; at least one shard with one record
 */
record KinesisEvent(Map<String, List<StreamRecord>> shards) {
    private static final String EXPECTED =
            "expected the event of a Kinesis stream's event source mapping: {\"Records\": [{\"eventSource\": \"aws:kinesis\", …}]}";
    private static final int SHOWN = 80;
    private static final double MILLIS = 1_000;

    KinesisEvent {
        shards = Collections.unmodifiableMap(shards);
    }

    /**
     * Reads an event.
     *
     * @param stream name of the stream that its records have to be of
     * @throws IllegalArgumentException if it is something else; the message says what was found, and what was expected
     */
    static KinesisEvent read(byte[] json, String stream) {
        var shards = new LinkedHashMap<String, TreeMap<String, StreamRecord>>();
        var records = records(json);
        for (var index = 0; index < records.size(); index++) {
            var place = "record " + index + " of the event";
            var record = records.get(index);
            refuseOthers(record, stream, place);
            var kinesis = record.path("kinesis");
            var read = new StreamRecord(
                    seq(kinesis, place), arrived(kinesis, place), data(text(kinesis, "data", place), place));
            shards.computeIfAbsent(shard(record, place), shard -> new TreeMap<>(StreamRecord::compareSeq))
                    .put(read.seq(), read);
        }
        var inOrder = new LinkedHashMap<String, List<StreamRecord>>();
        shards.forEach((shard, bySeq) -> inOrder.put(shard, new ArrayList<>(bySeq.values())));
        return new KinesisEvent(inOrder);
    }

    private static JsonNode records(byte[] json) {
        JsonNode event;
        try {
            event = Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("found " + json.length + " bytes that are no JSON; " + EXPECTED, e);
        }
        if (event == null
                || !event.path("Records").isArray()
                || event.path("Records").isEmpty()) {
            throw new IllegalArgumentException("found " + shown(event) + "; " + EXPECTED);
        }
        return event.path("Records");
    }

    private static void refuseOthers(JsonNode record, String stream, String place) {
        if (!record.path("eventSource").asText().equals("aws:kinesis")) {
            throw new IllegalArgumentException(place + " is of " + shown(record.get("eventSource")) + "; " + EXPECTED);
        }
        // Where the mapping has a consumer of its own, that is named behind the stream.
        var arn = text(record, "eventSourceARN", place);
        var parts = arn.split("/");
        if (parts.length < 2 || !parts[1].equals(stream)) {
            throw new IllegalArgumentException(place + " is of " + arn + ", expected the stream " + stream
                    + ": set aws.stream, or let the mapping name the stream that is set");
        }
    }

    /** The event's id is {@code <shard>:<sequence number>}. */
    private static String shard(JsonNode record, String place) {
        var id = text(record, "eventID", place);
        var colon = id.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(place + " has the eventID \"" + id
                    + "\", expected a shard and a sequence number with a colon between");
        }
        return id.substring(0, colon);
    }

    private static String seq(JsonNode kinesis, String place) {
        var seq = text(kinesis, "sequenceNumber", place);
        if (!seq.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new IllegalArgumentException(place + " has the sequenceNumber \"" + seq + "\", expected digits");
        }
        return seq;
    }

    /** Seconds with decimals. Milliseconds, as the stream gives them to its readers: the hour is part of a key. */
    private static Instant arrived(JsonNode kinesis, String place) {
        var seconds = kinesis.path("approximateArrivalTimestamp");
        if (!seconds.isNumber()) {
            throw new IllegalArgumentException(place + " has the approximateArrivalTimestamp " + shown(seconds)
                    + ", expected seconds since 1970 such as 1795280000.123");
        }
        return Instant.ofEpochMilli(Math.round(seconds.asDouble() * MILLIS));
    }

    private static byte[] data(String base64, String place) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + " has data that are not base64: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode node, String field, String place) {
        var value = node.path(field);
        // Data may be empty; nothing else may.
        if (!value.isTextual() || value.asText().isEmpty() && !field.equals("data")) {
            throw new IllegalArgumentException(place + " has the " + field + " " + shown(value) + "; " + EXPECTED);
        }
        return value.asText();
    }

    private static String shown(JsonNode node) {
        var text = node == null || node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
