package io.millrace.source;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.util.List;

/**
 * Which addresses are meant. Forms: {@code /p/*}, where {@code *} is any text, matched with the whole path, and with the
 * query too where the pattern has a question mark; the same with scheme and host before it; and {@code regex:} with an
 * expression in RE2's syntax that is looked for in the whole address. Matching takes a time that grows linearly with the
 * address. Immutable.
 */
public final class PagePatterns {
    /** Every address of the site. */
    public static final PagePatterns ALL = new PagePatterns(List.of());

    private static final String REGEX = "regex:";

    private record One(String written, Pattern pattern, boolean whole) {}

    private final List<One> patterns;

    private PagePatterns(List<One> patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with what is wrong with one
     */
    public static PagePatterns of(List<String> written) {
        return new PagePatterns(written.stream().map(PagePatterns::read).toList());
    }

    private static One read(String text) {
        if (text.startsWith(REGEX)) {
            try {
                var expression = text.substring(REGEX.length()).strip();
                return new One(text, Pattern.compile(expression), expression.contains("://"));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        if (!text.startsWith("/") && !isWhole(text)) {
            throw new IllegalArgumentException("it begins neither with / nor with https:// nor with regex:");
        }
        var expression = new StringBuilder();
        for (var part : text.split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        // An empty first part, of a pattern that begins with a star, cannot be: it begins with / or a scheme.
        return new One(text, Pattern.compile("^" + expression + "$"), isWhole(text));
    }

    private static boolean isWhole(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /**
     * Whether the address is one of them.
     *
     * @param sameSite whether it is on the site of the list; another one has to be named by the pattern
     */
    boolean matches(URI url, boolean sameSite) {
        if (patterns.isEmpty()) {
            return sameSite;
        }
        return patterns.stream().anyMatch(one -> (sameSite || one.whole) && matches(one, url));
    }

    private static boolean matches(One one, URI url) {
        if (one.written.startsWith(REGEX)) {
            return one.pattern.matcher(url.toString()).find();
        }
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null || !one.written.contains("?") ? "" : "?" + url.getRawQuery();
        var origin = one.whole ? url.getScheme() + "://" + url.getRawAuthority() : "";
        return one.pattern.matcher(origin + path + query).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PagePatterns all && all.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** As they were written, separated by commas. */
    @Override
    public String toString() {
        return String.join(", ", patterns.stream().map(One::written).toList());
    }
}
