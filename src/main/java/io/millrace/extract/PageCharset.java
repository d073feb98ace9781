package io.millrace.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The charset of a page: by its byte order mark, the header, a meta tag, or else by whether the bytes are UTF-8. */
final class PageCharset {
    /** Browsers look no further for a meta tag; some pages put it behind a script. */
    private static final int META_WITHIN = 16_384;

    private static final Pattern META = Pattern.compile(
            "(?i)<(?:meta\\s[^>]{0,200}?charset|\\?xml\\s[^>]{0,100}?encoding)\\s*=\\s*[\"']?\\s*([\\w:.-]+)");

    private PageCharset() {}

    static Charset of(Page page) {
        var body = page.body();
        return byMark(body)
                .or(() -> byHeader(page.contentType()))
                .or(() -> byMeta(body))
                .orElseGet(() -> isUtf8(body) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
    }

    private static Optional<Charset> byMark(byte[] body) {
        if (starts(body, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return starts(body, 0xFE, 0xFF) || starts(body, 0xFF, 0xFE)
                ? Optional.of(StandardCharsets.UTF_16)
                : Optional.empty();
    }

    private static boolean starts(byte[] body, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= body.length || (body[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> byHeader(String contentType) {
        var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int at = type.indexOf("charset=");
        return at < 0
                ? Optional.empty()
                : named(type.substring(at + 8)
                        .split("[;\\s]", 2)[0]
                        .replace("\"", "")
                        .replace("'", ""));
    }

    private static Optional<Charset> byMeta(byte[] body) {
        var head = new String(body, 0, Math.min(body.length, META_WITHIN), StandardCharsets.ISO_8859_1);
        var meta = META.matcher(head);
        for (int open = head.indexOf('<'); open >= 0; open = head.indexOf('<', open + 1)) {
            boolean may = open + 1 < head.length() && "mM?".indexOf(head.charAt(open + 1)) >= 0;
            if (may && meta.region(open, head.length()).lookingAt()) {
                // A page that could be read up to here is not in UTF-16, whatever it says.
                return named(meta.group(1))
                        .map(charset -> charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset);
            }
        }
        return Optional.empty();
    }

    private static Optional<Charset> named(String name) {
        try {
            return name.isEmpty() || !Charset.isSupported(name) ? Optional.empty() : Optional.of(wider(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Pages that call themselves ISO-8859-1 or ASCII mean windows-1252, which has the euro sign (WHATWG Encoding). */
    private static Charset wider(String name) {
        var charset = Charset.forName(name);
        return charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII)
                ? Charset.forName("windows-1252")
                : charset;
    }

    private static boolean isUtf8(byte[] body) {
        int i = 0;
        while (i < body.length) {
            byte first = body[i++];
            if (first < 0) {
                int more = first >= (byte) 0xC2 && first <= (byte) 0xDF
                        ? 1
                        : (first & 0xF0) == 0xE0 ? 2 : (first & 0xF8) == 0xF0 ? 3 : -1;
                // A page that was cut off ends in half a character.
                for (int n = 0; n < more && i < body.length; n++) {
                    more = (body[i++] & 0xC0) == 0x80 ? more : -1;
                }
                if (more < 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
