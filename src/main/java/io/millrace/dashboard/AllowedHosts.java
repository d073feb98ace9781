package io.millrace.dashboard;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which the dashboard may be called.
 *
 * <p>Without this check a page on the web could point its own name at 127.0.0.1 (DNS rebinding) and read the prices
 * through its visitor's browser. Thread-safe.
 */
public final class AllowedHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern AUTHORITY = Pattern.compile("^https?://(?<host>[^/?#]*?)(:\\d{1,5})?([/?#]|$)");

    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final Set<String> names;
    private final boolean ownAddresses;

    private AllowedHosts(Set<String> names, boolean ownAddresses) {
        this.names = names;
        this.ownAddresses = ownAddresses;
    }

    /** The machine itself alone: {@code localhost}, {@code 127.0.0.1} and {@code [::1]}, with any port. */
    public static AllowedHosts loopback() {
        return and(List.of());
    }

    /** These host names (without port) besides the machine itself. */
    public static AllowedHosts and(Collection<String> names) {
        return new AllowedHosts(all(names), false);
    }

    /**
     * The same, and this machine by the numbers of its addresses: no name of somebody else's can stand for those.
     *
     * @param names by which others call it besides
     */
    public static AllowedHosts open(Collection<String> names) {
        return new AllowedHosts(all(names), true);
    }

    private static Set<String> all(Collection<String> names) {
        return Stream.concat(LOOPBACK.stream(), names.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Lets a request pass whose URL, as it was asked for, names one of the hosts.
     *
     * @param url made of the request's target and {@code Host} header, as Vert.x does
     * @throws SecurityException when it names another host, or none
     */
    public void check(String url) {
        var authority = AUTHORITY.matcher(url == null ? "" : url.toLowerCase(Locale.ROOT));
        if (!authority.find() || !isAllowed(authority.group("host"))) {
            throw new SecurityException("the dashboard answers under the names "
                    + String.join(", ", names.stream().sorted().toList())
                    + (ownAddresses ? " and the addresses of its machine" : "")
                    + " alone: ask for one of these, or add another to dashboard.names");
        }
    }

    /**
     * Lets a question pass that no page of another site makes its visitor's browser ask: it could read nothing of the answer,
     * but keep the warehouse busy.
     *
     * @param site the header {@code Sec-Fetch-Site}, which browsers alone send; may be null
     * @throws SecurityException if it comes from another site
     */
    public void checkSite(Object site) {
        if ("cross-site".equals(String.valueOf(site))) {
            throw new SecurityException("the dashboard answers no questions of other sites' pages");
        }
    }

    private boolean isAllowed(String host) {
        if (names.contains(host)) {
            return true;
        }
        if (!ownAddresses || !LITERAL.matcher(host).matches()) {
            return false;
        }
        try {
            var address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
