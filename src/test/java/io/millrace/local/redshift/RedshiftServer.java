package io.millrace.local.redshift;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Redshift as far as Millrace uses it: its driver's protocol and its statements on loopback, with PostgreSQL behind them.
 * What is not of the grammar is refused. Not Redshift: it has one node, other limits and other speed, and reads no catalog.
 */
public final class RedshiftServer implements AutoCloseable {
    /** What Redshift has and PostgreSQL has not. JSON keeps what it means, not its letters. */
    private static final List<String> FUNCTIONS = List.of(
            "CREATE DOMAIN super AS jsonb",
            "CREATE FUNCTION json_parse(varchar) RETURNS super AS 'SELECT $1::jsonb' LANGUAGE sql IMMUTABLE STRICT",
            "CREATE FUNCTION super_text(super) RETURNS text AS 'SELECT $1::jsonb::text' LANGUAGE sql IMMUTABLE STRICT",
            "CREATE FUNCTION getdate() RETURNS timestamp AS 'SELECT localtimestamp' LANGUAGE sql STABLE",
            "CREATE FUNCTION refuse(state text, said text) RETURNS void AS"
                    + " 'BEGIN RAISE EXCEPTION USING ERRCODE = state, MESSAGE = said; END' LANGUAGE plpgsql");

    private final EmbeddedPostgres postgres;
    private final ServerSocket socket;
    private final Bucket bucket;
    private final Path folder;
    private final AtomicInteger cancelled = new AtomicInteger();
    private int databases;

    private RedshiftServer(EmbeddedPostgres postgres, ServerSocket socket, Bucket bucket, Path folder) {
        this.postgres = postgres;
        this.socket = socket;
        this.bucket = bucket;
        this.folder = folder;
    }

    /** @param folder for files on their way */
    public static RedshiftServer start(Bucket bucket, Path folder) throws IOException {
        Files.createDirectories(folder);
        var postgres = EmbeddedPostgres.builder()
                .setServerConfig("timezone", "UTC")
                .setServerConfig("max_connections", "200")
                .start();
        var server = new RedshiftServer(
                postgres, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), bucket, folder.toAbsolutePath());
        server.daemon(server::listen);
        return server;
    }

    /** JDBC address of a new, empty database, which admits the user {@code postgres} with any password. */
    public synchronized String database() throws SQLException {
        var name = "dev" + ++databases;
        execute("postgres", "CREATE DATABASE " + name);
        execute("postgres", "ALTER DATABASE " + name + " SET default_transaction_isolation = 'serializable'");
        for (var function : FUNCTIONS) {
            execute(name, function);
        }
        return "jdbc:redshift://127.0.0.1:" + socket.getLocalPort() + "/" + name + "?ssl=false";
    }

    /** Ends a session, as an administrator does. */
    public void cut(int process) throws SQLException {
        execute("postgres", "SELECT pg_terminate_backend(" + process + ")");
    }

    /** How often a driver asked for the end of a statement that was running. */
    public int cancelled() {
        return cancelled.get();
    }

    /** Runs PostgreSQL's own SQL in a database, as its owner. */
    public void administer(String url, String sql) throws SQLException {
        execute(name(url), sql);
    }

    /** Makes a user who is asked for a password, and may log in and nothing more. */
    public synchronized void admit(String user, String password) throws IOException, SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var known = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + user + "'")) {
            if (known.next()) {
                return;
            }
        }
        execute(
                "postgres",
                "SET password_encryption = 'md5'; CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "'");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var place = statement.executeQuery("SHOW hba_file")) {
            place.next();
            var rules = Path.of(place.getString(1));
            Files.writeString(rules, "host all " + user + " 127.0.0.1/32 md5\n" + Files.readString(rules));
        }
        // Whoever copies files reads them, here, on the server.
        execute("postgres", "GRANT pg_read_server_files TO " + user);
        execute("postgres", "SELECT pg_reload_conf()");
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            new RedshiftSession(client, postgres.getPort(), bucket, folder, cancelled::incrementAndGet).serve();
        } catch (IOException e) {
            // The driver has hung up.
            return;
        }
    }

    private void daemon(Runnable work) {
        var thread = new Thread(work, "redshift");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        postgres.close();
    }
}
