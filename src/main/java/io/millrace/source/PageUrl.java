package io.millrace.source;

import io.millrace.config.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address of a page, checked as far as it can be without asking for it. */
final class PageUrl {
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
}
