package io.millrace.clean;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through an event as Millrace writes it, without making anything of what is not asked for. It gives up at whatever is
 * less usual: spaces between values, exponents, escapes in names, a name twice, what is not JSON at all; the parser then says
 * what that is. Not thread-safe.
 */
final class EventScan {
    /** What stands at a place. */
    enum Found {
        NOTHING,
        ASCII,
        /** Text with other characters. */
        TEXT,
        /** Text with escapes. */
        ESCAPED,
        INTEGER,
        FRACTION,
        TRUE,
        FALSE,
        NULL,
        /** An object or a list that a parser would write again as it stands there. */
        CONTAINER,
        /** Another object or list: 0.0000001, -0 and escapes are written otherwise than they were read. */
        INEXACT_CONTAINER;

        private boolean isText() {
            return this == ASCII || this == TEXT || this == ESCAPED;
        }
    }

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 18;
    private static final int LONGEST_NAME = 200;
    private static final int FIRST_NAMES = 64;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST = 0x80 * ONES;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");

    private final EventPlaces places;
    private final Found[] found;
    private final int[] from;
    private final int[] to;
    /** Hashes of the names of the objects that are open. */
    private long[] names = new long[FIRST_NAMES];

    private int nameCount;
    private int inexact;
    private byte[] data;
    private int at;
    private int valueFrom;

    EventScan(EventPlaces places) {
        this.places = places;
        this.found = new Found[places.count()];
        this.from = new int[places.count()];
        this.to = new int[places.count()];
    }

    /** Whether it is an event of the usual form; otherwise it says nothing. */
    boolean read(byte[] event) {
        data = event;
        at = 0;
        nameCount = 0;
        Arrays.fill(found, Found.NOTHING);
        return is('{') && object(places.root(), 0) && at == data.length;
    }

    Found found(int place) {
        return found[place];
    }

    /** Where the value begins: of a text, behind the quotation mark. */
    int from(int place) {
        return from[place];
    }

    /** Where the value ends: of a text, at the quotation mark. */
    int to(int place) {
        return to[place];
    }

    private boolean object(EventPlaces.Field known, int depth) {
        at++;
        if (is('}')) {
            at++;
            return true;
        }
        var outer = nameCount;
        while (is('"')) {
            var start = ++at;
            long hash = 0;
            byte c = 0;
            while (at < data.length && (c = data[at]) >= ' ' && c != '"' && c != '\\') {
                hash = 31 * hash + c;
                at++;
            }
            var end = at;
            // Two names of one hash may be two names: that is for the parser to say.
            if (c != '"' || end == start || end - start > LONGEST_NAME || !isNew(hash, outer)) {
                return false;
            }
            at++;
            if (!is(':')) {
                return false;
            }
            at++;
            var field = known == null ? null : known.named(data, start, end);
            var value = value(field, depth);
            if (value == Found.NOTHING) {
                return false;
            }
            if (field != null) {
                found[field.number()] = value;
                from[field.number()] = valueFrom;
                to[field.number()] = value.isText() ? at - 1 : at;
            }
            if (is('}')) {
                at++;
                nameCount = outer;
                return true;
            }
            if (!is(',')) {
                return false;
            }
            at++;
        }
        return false;
    }

    private boolean isNew(long hash, int outer) {
        for (var i = outer; i < nameCount; i++) {
            if (names[i] == hash) {
                return false;
            }
        }
        if (nameCount == names.length) {
            names = Arrays.copyOf(names, 2 * nameCount);
        }
        names[nameCount++] = hash;
        return true;
    }

    private boolean list(int depth) {
        at++;
        if (is(']')) {
            at++;
            return true;
        }
        while (value(null, depth) != Found.NOTHING) {
            if (is(']')) {
                at++;
                return true;
            }
            if (!is(',')) {
                return false;
            }
            at++;
        }
        return false;
    }

    /** Goes behind the value that begins here, and notes where it began; NOTHING if it is none of the usual. */
    private Found value(EventPlaces.Field field, int depth) {
        if (at >= data.length) {
            return Found.NOTHING;
        }
        switch (data[at]) {
            case '"' -> {
                valueFrom = at + 1;
                return text();
            }
            case '{', '[' -> {
                var start = at;
                var before = inexact;
                if (depth == DEEPEST || !(data[at] == '{' ? object(field, depth + 1) : list(depth + 1))) {
                    return Found.NOTHING;
                }
                valueFrom = start;
                return inexact == before ? Found.CONTAINER : Found.INEXACT_CONTAINER;
            }
            case 't' -> {
                return word(TRUE, Found.TRUE);
            }
            case 'f' -> {
                return word(FALSE, Found.FALSE);
            }
            case 'n' -> {
                return word(NULL, Found.NULL);
            }
            default -> {
                valueFrom = at;
                return number();
            }
        }
    }

    private Found word(byte[] word, Found value) {
        valueFrom = at;
        at += word.length;
        return at <= data.length && Arrays.equals(data, valueFrom, at, word, 0, word.length) ? value : Found.NOTHING;
    }

    private Found text() {
        var value = Found.ASCII;
        at++;
        while (true) {
            while (at + Long.BYTES <= data.length && isPlain((long) EIGHT.get(data, at))) {
                at += Long.BYTES;
            }
            if (at == data.length) {
                return Found.NOTHING;
            }
            var c = data[at];
            if (c == '"') {
                at++;
                return value;
            }
            if (c >= ' ' && c != '\\') {
                at++;
                continue;
            }
            var length = c == '\\' ? escape() : character();
            if (length == 0) {
                return Found.NOTHING;
            }
            at += length;
            if (c == '\\') {
                value = Found.ESCAPED;
                inexact++;
            } else if (value == Found.ASCII) {
                value = Found.TEXT;
            }
        }
    }

    /** Whether eight bytes are all ASCII of a text: no control character, quotation mark or backslash among them. */
    private static boolean isPlain(long eight) {
        var quote = eight ^ '"' * ONES;
        var backslash = eight ^ '\\' * ONES;
        // A byte's highest bit is set where taking away from it had to borrow: it was smaller.
        return ((eight - ' ' * ONES | quote - ONES | backslash - ONES | eight) & HIGHEST) == 0;
    }

    /** Bytes of the escape that begins here; 0 if it is none. */
    private int escape() {
        if (at + 1 >= data.length) {
            return 0;
        }
        if (data[at + 1] != 'u') {
            return "\"\\/bfnrt".indexOf(data[at + 1]) >= 0 ? 2 : 0;
        }
        for (var i = at + 2; i < at + 6; i++) {
            if (i >= data.length || data[i] < 0 || Character.digit(data[i], 16) < 0) {
                return 0;
            }
        }
        return 6;
    }

    /** Bytes of the character of several that begins here; 0 if it is not well-formed UTF-8 (Unicode, table 3-7). */
    private int character() {
        var first = data[at] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return isWithin(1, 0x80, 0xBF) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            return isWithin(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && isWithin(2, 0x80, 0xBF)
                    ? 3
                    : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            return isWithin(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF)
                            && isWithin(2, 0x80, 0xBF)
                            && isWithin(3, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private boolean isWithin(int behind, int least, int most) {
        var i = at + behind;
        return i < data.length && (data[i] & 0xFF) >= least && (data[i] & 0xFF) <= most;
    }

    private Found number() {
        if (is('-')) {
            at++;
        }
        var whole = at;
        digits();
        var digits = at - whole;
        if (digits == 0 || digits > 1 && data[whole] == '0' || at - valueFrom > LONGEST_NUMBER) {
            return Found.NOTHING;
        }
        if (!is('.')) {
            if (whole > valueFrom && data[whole] == '0') {
                inexact++;
            }
            return Found.INTEGER;
        }
        var point = at++;
        digits();
        // A parser writes 0.0000001 as 1E-7.
        inexact++;
        return at - point > 1 && at - valueFrom <= LONGEST_NUMBER ? Found.FRACTION : Found.NOTHING;
    }

    private void digits() {
        while (at < data.length && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
    }

    private boolean is(char c) {
        return at < data.length && data[at] == c;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
