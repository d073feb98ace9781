package io.millrace.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.parser.Parser;

/** The bytes of a page as characters of their own, so that only what is looked at has to be decoded. */
final class PageBytes {
    private final byte[] body;
    private final Charset charset;
    private final String plain;

    private PageBytes(byte[] body, Charset charset) {
        this.body = body;
        this.charset = charset;
        this.plain = new String(body, StandardCharsets.ISO_8859_1);
    }

    static PageBytes of(byte[] body, Charset charset) {
        return isReadByTheByte(charset)
                ? new PageBytes(body, charset)
                : new PageBytes(new String(body, charset).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Whether a byte below 128 is always the ASCII character. */
    private static boolean isReadByTheByte(Charset charset) {
        var name = charset.name();
        return name.equals("UTF-8")
                || name.equals("US-ASCII")
                || name.startsWith("ISO-8859")
                || name.startsWith("windows-125")
                || name.startsWith("KOI8");
    }

    /** A character for each byte: markup is told by them, words are not. */
    String plain() {
        return plain;
    }

    /** Whether what stands between two places says just that: ASCII without entities. */
    boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] < 0 || body[i] == '&') {
                return false;
            }
        }
        return true;
    }

    /** What the bytes between two places say. */
    String decoded(int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] < 0) {
                return new String(body, from, to - from, charset);
            }
        }
        return plain.substring(from, to);
    }

    /** The same with its entities resolved. */
    String words(int from, int to) {
        var words = decoded(from, to);
        return words.indexOf('&') < 0 ? words : Parser.unescapeEntities(words, false);
    }

    /** Parts of this page, one after the other, as a page. */
    PageBytes excerpt(List<int[]> parts) {
        var bytes = new byte[parts.stream().mapToInt(part -> part[1] - part[0]).sum()];
        int length = 0;
        for (var part : parts) {
            System.arraycopy(body, part[0], bytes, length, part[1] - part[0]);
            length += part[1] - part[0];
        }
        return new PageBytes(bytes, charset);
    }

    /** The whole page, decoded. */
    String all() {
        var all = new String(body, charset);
        return all.startsWith("\uFEFF") ? all.substring(1) : all;
    }
}
