package io.millrace.run;

import io.millrace.dashboard.AllowedHosts;
import io.millrace.dashboard.DashboardApi;
import io.millrace.dashboard.DashboardFiles;
import io.millrace.dashboard.DashboardQueries;
import io.millrace.reconcile.StatusReader;
import io.millrace.warehouse.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.apache.camel.spi.Registry;

/** Where the dashboard and the other commands of the same user are answered: loopback, one port. */
public record ControlPort(String host, int port, String token) {
    private static final int FAVOURITE = 8080;
    private static final int TOKEN_BYTES = 24;

    /**
     * Chooses the port: the one that is set, else 8080, else a free one.
     *
     * @throws UsageException if the port that is set is taken
     */
    public static ControlPort choose(String host, OptionalInt set) {
        var token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        var secret = HexFormat.of().formatHex(token);
        if (set.isPresent()) {
            if (!isFree(host, set.getAsInt())) {
                throw new UsageException("port " + set.getAsInt() + " of " + host
                        + " is in use: free it, or set another with --port or dashboard.port");
            }
            return new ControlPort(host, set.getAsInt(), secret);
        }
        return new ControlPort(host, isFree(host, FAVOURITE) ? FAVOURITE : freePort(host), secret);
    }

    /** Its address for a browser. */
    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    void bind(Registry registry, StatusReader status, Warehouses warehouses) {
        var first = warehouses.all().get(0).dataSource();
        registry.bind("statusReport", status);
        registry.bind("allowedHosts", AllowedHosts.loopback());
        registry.bind("dashboardFiles", new DashboardFiles());
        registry.bind("dashboardApi", new DashboardApi(new DashboardQueries(() -> {
            try {
                return first.getConnection();
            } catch (SQLException e) {
                throw new IllegalStateException("the warehouse gives no connection", e);
            }
        })));
        registry.bind("control", new Control(token, status, new Query(first)));
    }

    /** Whether a server could be opened there now. */
    public static boolean isFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort(String host) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port of " + host + " is free", e);
        }
    }
}
