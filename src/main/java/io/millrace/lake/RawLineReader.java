package io.millrace.lake;

import io.millrace.dataset.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Reads raw lines one after the other. What lies before the record has one form, so no parser is asked, and most lines
 * are of the same shard and the same moment as the one before. Not thread-safe.
 */
public final class RawLineReader {
    private static final byte[] SHARD = ascii("{\"shard\":\"");
    private static final byte[] SEQ = ascii(",\"seq\":\"");
    private static final byte[] ARRIVED = ascii(",\"arrived\":\"");
    private static final byte[] EVENT = ascii(RawLine.EVENT);
    private static final byte[] BYTES = ascii(RawLine.BYTES);

    private byte[] line;
    private int at;
    private String shard = "";
    private String arrivedText = "";
    private Instant arrived;

    /**
     * Reads a line that Millrace wrote.
     *
     * @param place object and line number, for the message
     */
    public RawLine read(byte[] raw, Supplier<String> place) {
        line = raw;
        at = 0;
        if (!skip(SHARD)) {
            throw unreadable(place);
        }
        shard = text(shard, place);
        if (!skip(SEQ)) {
            throw unreadable(place);
        }
        var seq = text("", place);
        if (!skip(ARRIVED)) {
            throw unreadable(place);
        }
        var when = text(arrivedText, place);
        if (!when.equals(arrivedText)) {
            try {
                arrived = UtcTime.parse(when);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(place.get() + " is not a raw line: it arrived at " + when, e);
            }
            arrivedText = when;
        }
        return new RawLine(shard, seq, arrived, data(place));
    }

    private byte[] data(Supplier<String> place) {
        var end = line.length - 1;
        if (end > at && line[end] == '}') {
            if (skip(EVENT)) {
                return Arrays.copyOfRange(line, at, end);
            }
            if (skip(BYTES) && end > at && line[end - 1] == '"') {
                return Base64.getDecoder().decode(Arrays.copyOfRange(line, at, end - 1));
            }
        }
        throw new IllegalArgumentException(place.get() + " is not a raw line: it holds neither event nor bytes");
    }

    /** Goes behind what comes next, if it is that. */
    private boolean skip(byte[] expected) {
        if (!Arrays.equals(line, at, Math.min(line.length, at + expected.length), expected, 0, expected.length)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    /**
     * The text up to the next quotation mark, and goes behind that.
     *
     * @param before a text that it may be
     */
    private String text(String before, Supplier<String> place) {
        var start = at;
        while (at < line.length && line[at] != '"' && line[at] != '\\') {
            at++;
        }
        if (at == line.length || line[at] == '\\') {
            throw unreadable(place);
        }
        var length = at++ - start;
        if (length == before.length() && isAt(start, before)) {
            return before;
        }
        return new String(line, start, length, StandardCharsets.UTF_8);
    }

    private boolean isAt(int start, String text) {
        for (var i = 0; i < text.length(); i++) {
            if (line[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException unreadable(Supplier<String> place) {
        return new IllegalArgumentException(
                place.get() + " is not a raw line: it does not begin with shard, seq and arrived");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
