package io.millrace.clean;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.dataset.Json;
import io.millrace.lake.RawLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A line that did not become a row, as it is kept.
 *
 * @param reason a word that counts can be grouped by: {@code not_json}, {@code missing_sku} …
 * @param detail what was found and what was expected
 * @param line the record as text where it is UTF-8, otherwise null
 * @param bytes the record in base64 where it is not UTF-8, otherwise null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rejection(
        String stage,
        String reason,
        String detail,
        String shard,
        String seq,
        Instant arrived,
        String line,
        String bytes,
        String publisher,
        Long n) {
    /** Reason of lines that say of themselves that they are suspect. */
    static final String SUSPECT = "suspect";

    static Rejection of(String reason, String detail, RawPlace place) {
        var text = utf8(place.data());
        return new Rejection(
                "clean",
                reason,
                detail,
                place.shard(),
                place.seq(),
                place.arrived(),
                text,
                text == null ? Base64.getEncoder().encodeToString(place.data()) : null,
                place.publisher(),
                place.n());
    }

    /** The record, and as far as it could be read, who sent it. */
    record RawPlace(String shard, String seq, Instant arrived, byte[] data, String publisher, Long n) {}

    /** Reads a line that {@link #toJson} gave. */
    public static Rejection parse(byte[] line, String place) {
        return Json.read(line, Rejection.class, place);
    }

    /** The line as it stood in the raw zone. */
    public RawLine rawLine() {
        var data = line != null
                ? line.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(bytes);
        return new RawLine(shard, seq, arrived, data);
    }

    /** As one line, without a line end. */
    public byte[] toJson() {
        return Json.bytes(this);
    }

    private static String utf8(byte[] data) {
        var text = new String(data, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : null;
    }
}
