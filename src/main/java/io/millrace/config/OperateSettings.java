package io.millrace.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What is there for those who watch over a process that nobody sits at.
 *
 * @param host address that health and metrics are answered at; any of this machine's, as nothing secret is shown
 * @param port absent: they are answered on the dashboard's port alone
 * @param staleAfter after which age whatever waits counts as stale; absent: as the periods of sources and stages have it
 * @param statusEvery how old the status may be that they show; absent: as the warehouses have it
 */
public record OperateSettings(
        String host, OptionalInt port, Optional<Duration> staleAfter, Optional<Duration> statusEvery) {
    static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:-]*|::[0-9A-Fa-f:.]*");
    private static final Duration SHORTEST_AGE = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    static OperateSettings of(Keys keys) {
        return new OperateSettings(
                keys.text("millrace.operate.host", ADDRESS, "an address of this machine, such as 127.0.0.1 or 0.0.0.0"),
                DashboardSettings.port(keys, "millrace.operate.port"),
                optional(keys, "millrace.operate.stale-after", SHORTEST_AGE),
                optional(keys, "millrace.operate.status-every", SHORTEST_PAUSE));
    }

    private static Optional<Duration> optional(Keys keys, String key, Duration shortest) {
        if (keys.isSet(key)) {
            return Optional.of(keys.duration(key, shortest, LONGEST));
        }
        keys.put(key, "");
        return Optional.empty();
    }
}
