package io.millrace.run;

import io.millrace.config.DashboardSettings;
import io.millrace.dashboard.AllowedHosts;
import io.millrace.dashboard.Dashboard;
import io.millrace.dashboard.DashboardApi;
import io.millrace.dashboard.DashboardFiles;
import io.millrace.dashboard.Login;
import io.millrace.reconcile.StatusReader;
import io.millrace.warehouse.Query;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.spi.Registry;

/**
 * Where the dashboard and the other commands of the same user are answered: one port, of loopback where nothing else is set.
 *
 * @param turn held from the choice until the server has the port
 */
public record ControlPort(String host, int port, String token, PortTurn turn) {
    private static final int FAVOURITE = 8080;
    private static final int TOKEN_BYTES = 24;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    ControlPort(String host, int port, String token) {
        this(host, port, token, PortTurn.none());
    }

    /**
     * Chooses the port: the one that is set, else 8080, else a free one; waits for others of the same user who choose.
     *
     * @throws UsageException if the port that is set is taken
     */
    public static ControlPort choose(String host, OptionalInt set) {
        return choose(host, set, OptionalInt.empty());
    }

    /**
     * The same, but none that this process needs for something else.
     *
     * @param other port that is another's; may be none
     */
    public static ControlPort choose(String host, OptionalInt set, OptionalInt other) {
        if (set.isPresent()) {
            check(host, set);
            return new ControlPort(host, set.getAsInt(), secret());
        }
        var turn = PortTurn.await();
        return new ControlPort(
                host,
                other.orElse(0) != FAVOURITE && isFree(host, FAVOURITE) ? FAVOURITE : freePort(host),
                secret(),
                turn);
    }

    /** A free port, for a process that has no dashboard: nobody has to remember it. */
    public static ControlPort free(String host) {
        return new ControlPort(host, freePort(host), secret());
    }

    private static String secret() {
        var token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    /**
     * Does nothing if the port that is set could be taken now, or none is set.
     *
     * @throws UsageException otherwise
     */
    public static void check(String host, OptionalInt set) {
        if (set.isPresent() && !isFree(host, set.getAsInt())) {
            throw new UsageException("port " + set.getAsInt() + " of " + host
                    + " is in use: free it, or set another with --port or dashboard.port");
        }
    }

    /**
     * Makes sure that this process answers there: Camel starts also without its server.
     *
     * @param failure ends exceptionally if the server fails
     * @throws IllegalStateException if another process does, or nobody
     */
    void verify(CompletableFuture<Void> failure) {
        try (turn) {
            ask(failure);
        }
    }

    private void ask(CompletableFuture<Void> failure) {
        var request = HttpRequest.newBuilder(URI.create(url() + "/control/query"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("SELECT 1"))
                .build();
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
        try {
            if (Integer.valueOf(OK)
                    .equals(CompletableFuture.anyOf(answer, failure).join())) {
                return;
            }
        } catch (CompletionException e) {
            throw notOwn(e);
        }
        throw notOwn(null);
    }

    private IllegalStateException notOwn(Throwable reason) {
        return new IllegalStateException(
                "another process took port " + port + " of " + host
                        + " while this one started: start again, or set another with --port or dashboard.port",
                reason);
    }

    /** Its address for a browser or another command on this machine. */
    public String url() {
        var reached = host;
        if (address().isAnyLocalAddress()) {
            reached = host.contains(":") ? "::1" : "127.0.0.1";
        }
        return "http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + port;
    }

    /**
     * Binds what answers the other commands, and what guards all else that is answered there.
     *
     * @param password that everybody else has to show; null: none
     */
    void bind(
            Registry registry,
            DashboardSettings settings,
            String password,
            StatusReader status,
            DeepJob deep,
            BatchDesk desk,
            Warehouses warehouses) {
        registry.bind(
                "allowedHosts",
                isLoopback() ? AllowedHosts.and(settings.names()) : AllowedHosts.open(settings.names()));
        registry.bind("login", new Login(settings.user(), password, System::nanoTime));
        registry.bind("noLogin", Login.none());
        var local = warehouses.local().map(Warehouse::dataSource);
        registry.bind(
                "control",
                new Control(token, status, deep, local.map(Query::new).orElse(null), desk));
    }

    /** Binds what the page asks. */
    static void bind(Registry registry, StatusReader status, Dashboard dashboard) {
        registry.bind("statusReport", status);
        registry.bind("dashboardFiles", new DashboardFiles());
        registry.bind("dashboardApi", new DashboardApi(dashboard));
    }

    private boolean isLoopback() {
        return address().isLoopbackAddress();
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UsageException("dashboard.host " + host + " is no address of this machine");
        }
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
