package io.millrace.source;

import io.millrace.config.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The address of a page, checked as far as it can be without asking for it. */
final class PageUrl {
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?[]";
    private static final int LONGEST = 8_000;

    private PageUrl() {}

    static Optional<String> of(Scalar value) {
        var text = value.raw().strip();
        if (secretIn(text)) {
            // The address is not repeated, as it holds a password.
            value.faults()
                    .add(value.place(), "the address holds a user name or password: remove what stands before the @");
            return Optional.empty();
        }
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return value.unexpected("an address that begins with https:// or http://");
            }
            if (uri.getHost() == null) {
                return value.unexpected("an address with a host, such as https://acme.example/p/1");
            }
            return Optional.of(text);
        } catch (URISyntaxException e) {
            var wrong = e.getIndex() >= 0 && e.getIndex() < text.length()
                    ? ": percent-encode the character at position " + (e.getIndex() + 1)
                    : "";
            return value.unexpected("an address such as https://acme.example/p/1" + wrong);
        }
    }

    /**
     * The address that a link leads to, as it would be requested: without its fragment, and with what an address must
     * not hold percent-encoded. Absent where it is no web page's, or holds a login.
     *
     * @param absolute the link's address, seen from its page
     */
    static Optional<String> found(String absolute) {
        var text = absolute.strip();
        var fragment = text.indexOf('#');
        var plain = encoded(fragment < 0 ? text : text.substring(0, fragment));
        if (plain.length() > LONGEST || secretIn(plain)) {
            return Optional.empty();
        }
        try {
            var uri = new URI(plain);
            var isWeb = uri.getHost() != null && uri.getScheme().matches("(?i)https?");
            return isWeb ? Optional.of(request(plain)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** What the addresses of one site have in common: host and port, without {@code www.} and whatever the scheme. */
    static String site(String url) {
        var uri = URI.create(url);
        var usual = uri.getPort() < 0 || uri.getPort() == 80 || uri.getPort() == 443;
        return uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "") + (usual ? "" : ":" + uri.getPort());
    }

    /** The host's name, in lower case; empty where the address cannot be read. */
    static String host(String url) {
        try {
            var host = new URI(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String encoded(String text) {
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var escape = c == '%' && text.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
            if (escape || Character.isLetterOrDigit(c) && c < 0x80 || PLAIN.indexOf(c) >= 0) {
                out.append(c);
            } else {
                var end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
                for (var b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append("%02X".formatted(b));
                }
                i = end - 1;
            }
        }
        return out.toString();
    }

    /** What two addresses of the same page have in common: all that a request would send. */
    static String request(String url) {
        var uri = URI.create(url);
        var port = uri.getPort() == (uri.getScheme().equalsIgnoreCase("https") ? 443 : 80) ? -1 : uri.getPort();
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT)
                + (port < 0 ? "" : ":" + port)
                + path
                + query;
    }

    /** An @ before the path: looked for in the text, so that a malformed address gives nothing away either. */
    private static boolean secretIn(String text) {
        var authority = text.indexOf("//");
        if (authority < 0) {
            return false;
        }
        var rest = text.substring(authority + 2);
        var end = rest.split("[/?#]", 2)[0];
        return end.contains("@");
    }

    /** Without what follows the path, which may hold a key: fit for a log. */
    static String masked(String url) {
        var query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?***";
    }
}
