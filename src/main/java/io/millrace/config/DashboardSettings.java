package io.millrace.config;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where the dashboard answers.
 *
 * @param host an address of this machine's own
 * @param port absent: 8080, or a free one where 8080 is taken; present: that one and no other
 */
public record DashboardSettings(String host, OptionalInt port) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");
    private static final int HIGHEST_PORT = 65_535;

    static DashboardSettings of(Keys keys) {
        var host = keys.text(
                "millrace.dashboard.host",
                LOOPBACK,
                "127.0.0.1, ::1 or localhost: the dashboard has no login, so it answers this machine alone; "
                        + "let others in by an SSH tunnel, or a proxy with a login");
        return new DashboardSettings(host, port(keys, "millrace.dashboard.port"));
    }

    static OptionalInt port(Keys keys, String key) {
        if (keys.isSet(key)) {
            return OptionalInt.of(keys.integer(key, 1, HIGHEST_PORT));
        }
        keys.put(key, "");
        return OptionalInt.empty();
    }
}
