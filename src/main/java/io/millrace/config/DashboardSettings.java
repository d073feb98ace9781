package io.millrace.config;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the dashboard answers, to whom, and what it shows.
 *
 * @param host an address of this machine; others than loopback only with a password
 * @param port absent: 8080, or a free one where 8080 is taken; present: that one and no other
 * @param user name that goes with the password; empty: any
 * @param password that everybody has to show; may be none
 * @param names host names by which it may be called beside this machine's own, in lower case
 * @param warehouse name of the one that it shows; empty: the first of type duckdb, else the first of type mysql
 */
public record DashboardSettings(
        String host, OptionalInt port, String user, Secret password, List<String> names, String warehouse) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");
    private static final Pattern NAMES = Pattern.compile("[^\\s,:/]+(\\s*,\\s*[^\\s,:/]+)*");
    private static final Pattern USER = Pattern.compile("[^:]+");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]*");
    private static final int HIGHEST_PORT = 65_535;

    private static final String HOST = "millrace.dashboard.host";
    private static final String PASSWORD = "millrace.dashboard.password";
    private static final String WAREHOUSE = "millrace.dashboard.warehouse";

    public DashboardSettings {
        names = List.copyOf(names);
    }

    static DashboardSettings of(Keys keys, List<WarehouseSettings> warehouses) {
        var host = keys.text(HOST, OperateSettings.ADDRESS, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
        var password = keys.secret(PASSWORD);
        if (!password.isSet() && !host.isEmpty() && !LOOPBACK.matcher(host).matches()) {
            keys.fault(
                    HOST,
                    "without a login the dashboard answers this machine alone: set dashboard.password, or host to 127.0.0.1,"
                            + " ::1 or localhost");
        }
        return new DashboardSettings(
                host,
                port(keys, "millrace.dashboard.port"),
                optional(keys, "millrace.dashboard.user", USER, "a name without a colon"),
                password,
                names(optional(
                        keys, "millrace.dashboard.names", NAMES, "host names separated by commas, without ports")),
                warehouse(keys, warehouses));
    }

    private static List<String> names(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",")).map(String::strip).toList();
    }

    private static String warehouse(Keys keys, List<WarehouseSettings> warehouses) {
        var name = optional(keys, WAREHOUSE, WORD, "the name of a warehouse");
        if (!name.isEmpty() && !warehouses.isEmpty()) {
            var found = warehouses.stream()
                    .filter(warehouse -> warehouse.name().equals(name))
                    .findFirst();
            if (found.isEmpty()) {
                keys.fault(
                        WAREHOUSE,
                        "no warehouse has that name: there are "
                                + String.join(
                                        ", ",
                                        warehouses.stream()
                                                .map(WarehouseSettings::name)
                                                .toList()));
            } else if (!isShown(found.get())) {
                keys.fault(
                        WAREHOUSE,
                        "the page reads a warehouse of type duckdb or mysql: name one, and look at this one with the"
                                + " dashboards of bi/");
            }
        }
        return name;
    }

    private static String optional(Keys keys, String key, Pattern form, String expected) {
        return keys.isSet(key) ? keys.text(key, form, expected) : keys.put(key, "");
    }

    /** Whether the page can show it. */
    public static boolean isShown(WarehouseSettings warehouse) {
        return warehouse.type() == WarehouseSettings.Type.DUCKDB || warehouse.type() == WarehouseSettings.Type.MYSQL;
    }

    static OptionalInt port(Keys keys, String key) {
        if (keys.isSet(key)) {
            return OptionalInt.of(keys.integer(key, 1, HIGHEST_PORT));
        }
        keys.put(key, "");
        return OptionalInt.empty();
    }
}
