package io.millrace.fetch;

import io.millrace.fetch.FetchException.Kind;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses of pages in the form in which they are requested: what browsers take is taken, the rest is refused. */
final class PageAddress {
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::(\\d{0,5}))?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?";
    private static final int LONGEST = 8_000;
    private static final int LONGEST_NAME = 200;

    private PageAddress() {}

    /**
     * The address in normal form: scheme and host in lower case, international host names in ASCII, characters that an
     * address must not hold percent-encoded, no fragment.
     *
     * @throws FetchException of kind {@code bad_url}
     */
    static URI of(String text) {
        var url = text == null ? "" : text.strip();
        var parts = PARTS.matcher(url);
        if (url.length() > LONGEST) {
            throw bad(url, "an address of " + url.length() + " characters", "the limit is " + LONGEST);
        }
        if (!parts.matches()) {
            throw bad(url, "not a page's address", "write it in full, like https://shop.example/p/1");
        }
        if (parts.group(2).contains("@")) {
            throw bad(url, "a user name or password in the address", "remove it, pages behind a login are not fetched");
        }
        var authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw bad(url, "no host that can be read in the address", "write it like https://shop.example/p/1");
        }
        var scheme = parts.group(1).toLowerCase(Locale.ROOT);
        var path = parts.group(3).isEmpty() ? "/" : withoutDots(encoded(parts.group(3)));
        var query = parts.group(4) == null ? "" : encoded(parts.group(4));
        try {
            var site = scheme + "://" + host(authority.group(1)) + port(scheme, authority.group(2));
            var uri = new URI(site + path + query);
            if (uri.getHost() != null && uri.getPort() <= 65_535 && uri.getPort() != 0) {
                return uri;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Falls through: its message would repeat the address with all that is secret in it.
        }
        throw bad(url, "a host name or port that does not exist", "correct it");
    }

    /** The address that a Location header names, seen from the page that sent it (RFC 3986, section 5). */
    static URI redirect(URI from, String location) {
        var to = location.strip();
        if (ABSOLUTE.matcher(to).matches()) {
            return of(to);
        }
        var origin = from.getScheme() + "://" + from.getRawAuthority();
        if (to.startsWith("//")) {
            return of(from.getScheme() + ":" + to);
        }
        if (to.startsWith("/")) {
            return of(origin + to);
        }
        if (to.isEmpty() || to.startsWith("?") || to.startsWith("#")) {
            var query = to.startsWith("?") || from.getRawQuery() == null ? "" : "?" + from.getRawQuery();
            return of(origin + from.getRawPath() + query + to);
        }
        var folder = from.getRawPath().substring(0, from.getRawPath().lastIndexOf('/') + 1);
        return of(origin + folder + to);
    }

    /** Scheme, host and port: what one robots.txt speaks for. */
    static URI origin(URI page) {
        return URI.create(page.getScheme() + "://" + page.getRawAuthority());
    }

    /** Host and port, the port always written out: what requests are paced by. */
    static String hostAndPort(URI page) {
        var usual = page.getScheme().equals("https") ? 443 : 80;
        return page.getHost() + ":" + (page.getPort() < 0 ? usual : page.getPort());
    }

    /**
     * The web site of a page, for those who share sites among them, as a name for files and keys: its host without
     * {@code www.}, and its port unless that is usual. So it is coarser than {@link #hostAndPort}: a redirect to https
     * or to the host's other name does not lead to a site that is somebody else's.
     */
    static String site(URI page) {
        var host = page.getHost().replaceFirst("^www\\.", "");
        var port = page.getPort() < 0 || page.getPort() == 80 || page.getPort() == 443 ? "" : "_" + page.getPort();
        var name = (host + port).replaceAll("[^a-z0-9._-]", "_");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static String host(String name) {
        return name.startsWith("[")
                ? name
                : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    private static String port(String scheme, String port) {
        var usual = scheme.equals("https") ? "443" : "80";
        return port == null || port.isEmpty() || port.equals(usual) ? "" : ":" + port;
    }

    /** The path without its segments {@code .} and {@code ..} (RFC 3986, section 5.2.4); empty segments stay. */
    private static String withoutDots(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        var kept = new ArrayDeque<String>();
        var segments = path.substring(1).split("/", -1);
        for (var i = 0; i < segments.length; i++) {
            var dots = segments[i].equals(".") || segments[i].equals("..");
            if (segments[i].equals("..")) {
                kept.pollLast();
            }
            if (!dots) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String encoded(String text) {
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            var escape = c == '%' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2));
            if (escape || Character.isLetterOrDigit(c) && c < 0x80 || PLAIN.indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else {
                for (var b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append("%02X".formatted(b));
                }
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private static FetchException bad(String url, String found, String cure) {
        return new FetchException(Kind.BAD_URL, url, found, cure);
    }
}
