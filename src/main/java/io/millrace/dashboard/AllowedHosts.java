package io.millrace.dashboard;

import java.util.Collection;
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

    private final Set<String> names;

    private AllowedHosts(Set<String> names) {
        this.names = names;
    }

    /** The machine itself alone: {@code localhost}, {@code 127.0.0.1} and {@code [::1]}, with any port. */
    public static AllowedHosts loopback() {
        return new AllowedHosts(LOOPBACK);
    }

    /** These host names (without port) besides the machine itself. */
    public static AllowedHosts and(Collection<String> names) {
        return new AllowedHosts(Stream.concat(LOOPBACK.stream(), names.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Lets a request pass whose URL, as it was asked for, names one of the hosts.
     *
     * @param url made of the request's target and {@code Host} header, as Vert.x does
     * @throws SecurityException when it names another host, or none
     */
    public void check(String url) {
        var authority = AUTHORITY.matcher(url == null ? "" : url.toLowerCase(Locale.ROOT));
        if (!authority.find() || !names.contains(authority.group("host"))) {
            throw new SecurityException("the dashboard answers under the names "
                    + String.join(", ", names.stream().sorted().toList()) + " alone: ask for one of these");
        }
    }
}
