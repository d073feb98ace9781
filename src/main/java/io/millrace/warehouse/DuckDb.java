package io.millrace.warehouse;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB file, opened once by this process; every connection shares it. No other process can open it meanwhile, not
 * even to read. Thread-safe.
 */
public final class DuckDb implements DataSource, AutoCloseable {
    private final DuckDBConnection root;

    private DuckDb(DuckDBConnection root) {
        this.root = root;
    }

    /** A database of nobody else, for reading files; what does not fit into little memory is spilled into the folder. */
    static Connection inMemory(Path spill) throws SQLException {
        var settings = new Properties();
        settings.setProperty("memory_limit", "192MB");
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("threads", "2");
        settings.setProperty("autoinstall_known_extensions", "false");
        var connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
        try (var statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return connection;
    }

    /**
     * A database of nobody else, which ends with the process.
     *
     * @param spill folder of what does not fit into the memory
     * @param memory DuckDB's limit, as {@code 192MB}
     */
    public static DuckDb scratch(Path spill, String memory) throws SQLException {
        var settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("threads", "2");
        settings.setProperty("autoinstall_known_extensions", "false");
        var root = new DuckDBDriver().connect("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
        try (var statement = root.createStatement()) {
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
        }
        return new DuckDb(root);
    }

    /**
     * Opens the file, or makes it.
     *
     * @param memory DuckDB's limit, as {@code 192MB}
     * @throws SQLException if it cannot be opened: another process has it, or it is no DuckDB file
     */
    public static DuckDb open(Path file, String memory) throws SQLException, IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("threads", "2");
        settings.setProperty("autoinstall_known_extensions", "false");
        // Each load's files are read once: keeping them would fill the memory up to its limit.
        settings.setProperty("enable_external_file_cache", "false");
        try {
            var root = new DuckDBDriver()
                    .connect("jdbc:duckdb:" + file.toAbsolutePath(), settings)
                    .unwrap(DuckDBConnection.class);
            try (var statement = root.createStatement()) {
                statement.execute("SET GLOBAL TimeZone = 'UTC'");
            }
            return new DuckDb(root);
        } catch (SQLException e) {
            throw new SQLException(
                    "the DuckDB file " + file + " cannot be opened: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    /**
     * Opens a file that is there to read it alone, which another process must not have open either.
     *
     * @throws SQLException if it cannot be opened
     */
    public static DuckDb toRead(Path file) throws SQLException {
        var settings = new Properties();
        settings.setProperty("access_mode", "READ_ONLY");
        settings.setProperty("threads", "1");
        settings.setProperty("autoinstall_known_extensions", "false");
        return new DuckDb(new DuckDBDriver()
                .connect("jdbc:duckdb:" + file.toAbsolutePath(), settings)
                .unwrap(DuckDBConnection.class));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return root.duplicate();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // DuckDB writes no log.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // There is no login.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("DuckDB has no java.util.logging logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
