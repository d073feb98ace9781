package io.millrace.lake;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells whether bytes are one JSON object (RFC 8259) in UTF-8 (RFC 3629) on one line, in which no name stands twice and
 * nothing is nested deeper than {@value #MOST_DEPTH} levels: what every reader of the raw zone takes.
 *
 * <p>Every record that is landed goes through here, and a parser that makes names and numbers of it costs half as much as
 * the compression. So this looks at each byte once and makes nothing. Only where a name may stand twice is a parser asked.
 */
final class JsonLine {
    private static final int MOST_DEPTH = 1000;
    private static final int CONTINUATION = 0x80;
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int HEX_DIGITS = 4;

    private static final int MOST_NAMES = 64;

    private final byte[] data;
    private int at;

    /** Hashes of the names of the objects that are open, one object's after the other's. */
    private int[] names = new int[MOST_NAMES];

    private int count;
    private boolean mayRepeat;

    private JsonLine(byte[] data) {
        this.data = data;
    }

    static boolean isObject(byte[] data) {
        var line = new JsonLine(data);
        line.skipBlanks();
        if (!line.isNext('{') || !line.isObject(MOST_DEPTH)) {
            return false;
        }
        line.skipBlanks();
        return line.at == data.length && (!line.mayRepeat || isParsed(data));
    }

    private static boolean isParsed(byte[] data) {
        try (var parser = Json.MAPPER.createParser(data)) {
            parser.nextToken();
            parser.skipChildren();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Line ends are blanks of JSON too, but not of a line. */
    private void skipBlanks() {
        while (at < data.length && (data[at] == ' ' || data[at] == '\t')) {
            at++;
        }
    }

    /** Whether a byte comes next; if so, goes behind it. */
    private boolean isNext(char expected) {
        if (at < data.length && data[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Behind the opening brace. */
    private boolean isObject(int depth) {
        skipBlanks();
        if (isNext('}')) {
            return true;
        }
        var first = count;
        do {
            skipBlanks();
            var start = at + 1;
            if (!isNext('"') || !isString()) {
                return false;
            }
            addName(first, start, at - 1);
            skipBlanks();
            if (!isNext(':') || !isValue(depth - 1)) {
                return false;
            }
        } while (isNext(','));
        count = first;
        return isNext('}');
    }

    /** One of the object whose names begin at {@code first}; it stands from {@code from} until {@code to}. */
    private void addName(int first, int from, int to) {
        if (mayRepeat) {
            return;
        }
        var hash = 1;
        for (var i = from; i < to; i++) {
            hash = 31 * hash + data[i];
            mayRepeat |= data[i] == '\\';
        }
        for (var i = first; i < count; i++) {
            mayRepeat |= names[i] == hash;
        }
        if (count - first >= MOST_NAMES) {
            mayRepeat = true;
            return;
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
        }
        names[count++] = hash;
    }

    /** Behind the opening bracket. */
    private boolean isArray(int depth) {
        skipBlanks();
        if (isNext(']')) {
            return true;
        }
        do {
            if (!isValue(depth - 1)) {
                return false;
            }
        } while (isNext(','));
        return isNext(']');
    }

    /** A value with the blanks around it. */
    private boolean isValue(int depth) {
        skipBlanks();
        if (depth == 0 || at == data.length) {
            return false;
        }
        var is =
                switch (data[at++]) {
                    case '{' -> isObject(depth);
                    case '[' -> isArray(depth);
                    case '"' -> isString();
                    case 't' -> isNext('r') && isNext('u') && isNext('e');
                    case 'f' -> isNext('a') && isNext('l') && isNext('s') && isNext('e');
                    case 'n' -> isNext('u') && isNext('l') && isNext('l');
                    default -> {
                        at--;
                        yield isNumber();
                    }
                };
        skipBlanks();
        return is;
    }

    private boolean isNumber() {
        isNext('-');
        if (!isNext('0') && !areDigits()) {
            return false;
        }
        if (isNext('.') && !areDigits()) {
            return false;
        }
        if (isNext('e') || isNext('E')) {
            if (!isNext('+')) {
                isNext('-');
            }
            return areDigits();
        }
        return true;
    }

    /** At least one. */
    private boolean areDigits() {
        var first = at;
        while (at < data.length && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at > first;
    }

    /** Behind the opening quotation mark. */
    private boolean isString() {
        while (at < data.length) {
            var next = data[at++];
            if (next == '"') {
                return true;
            }
            if (next == '\\' ? !isEscape() : next >= 0 ? next < ' ' : !isCharacter(next)) {
                return false;
            }
        }
        return false;
    }

    /** Behind the backslash. */
    private boolean isEscape() {
        if (at == data.length) {
            return false;
        }
        return switch (data[at++]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
            case 'u' -> {
                var end = at + HEX_DIGITS;
                while (at < end && at < data.length && Character.digit(data[at], 16) >= 0) {
                    at++;
                }
                yield at == end;
            }
            default -> false;
        };
    }

    /** Behind the leading byte of a character that is not ASCII. */
    private boolean isCharacter(byte lead) {
        var more = continuations(lead);
        if (more < 0 || at + more > data.length || !isSecond(lead, data[at])) {
            return false;
        }
        for (var end = at + more; at < end; at++) {
            if ((data[at] & CONTINUATION_MASK) != CONTINUATION) {
                return false;
            }
        }
        return true;
    }

    /** Bytes that follow a leading one; negative if it leads nothing. */
    private static int continuations(byte lead) {
        var value = lead & 0xFF;
        if (value < 0xC2 || value > 0xF4) {
            return -1;
        }
        return value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    }

    /** Whether the second byte makes it neither overlong, nor a surrogate, nor beyond Unicode. */
    private static boolean isSecond(byte lead, byte second) {
        var value = second & 0xFF;
        return switch (lead & 0xFF) {
            case 0xE0 -> value >= 0xA0;
            case 0xED -> value <= 0x9F;
            case 0xF0 -> value >= 0x90;
            case 0xF4 -> value <= 0x8F;
            default -> true;
        };
    }
}
