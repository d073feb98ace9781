package io.millrace.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An HTTP proxy: pages over https go through it by CONNECT, so that it sees their hosts alone.
 *
 * @param user null where the proxy asks for none
 * @param password null where there is no user; secret
 */
public record ProxyAddress(String host, int port, String user, String password) {
    private static final Pattern PARTS =
            Pattern.compile("(?i)(?:(http)://)?(?:([^@/]*)@)?(\\[[0-9a-f:.]+]|[^:@/\\[\\]]+):(\\d{1,5})/?");

    /**
     * Reads {@code http://host:port} or {@code http://user:password@host:port}, user and password percent-encoded where
     * they hold one of {@code :/@%}.
     *
     * @throws IllegalArgumentException that says how it is written, and holds nothing of the text
     */
    public static ProxyAddress of(String text) {
        var parts = PARTS.matcher(text.strip());
        if (parts.matches()) {
            var port = Integer.parseInt(parts.group(4));
            var login = parts.group(2) == null ? new String[0] : parts.group(2).split(":", 2);
            if (port > 0 && port <= 65_535 && login.length != 1 && isHost(parts.group(3))) {
                return login.length == 0
                        ? new ProxyAddress(parts.group(3), port, null, null)
                        : new ProxyAddress(parts.group(3), port, decoded(login[0]), decoded(login[1]));
            }
        }
        throw new IllegalArgumentException(
                "fetch.proxy is not a proxy's address: write http://host:port or http://user:password@host:port");
    }

    private static boolean isHost(String name) {
        try {
            return new URI("http://" + name).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Its message would hold a part of the password.
            throw new IllegalArgumentException(
                    "fetch.proxy has a % in its login that encodes nothing: write %25 for the character itself");
        }
    }

    /** Host and port alone: fit for a log. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
