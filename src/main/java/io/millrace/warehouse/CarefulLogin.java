package io.millrace.warehouse;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Does not ask again for a while once a server has refused the login. A pool asks some times a second, and a server locks
 * the account of who errs too often. Thread-safe.
 */
final class CarefulLogin implements DataSource {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** SQLSTATE class of a login that is refused. */
    private static final String REFUSED = "28";

    /** Snowflake's numbers of those, which come with the class of a connection. */
    private static final int FIRST_OF_SNOWFLAKE = 390_100;

    private static final int LAST_OF_SNOWFLAKE = 390_199;

    private final Supplier<? extends DataSource> server;
    private final BooleanSupplier renewal;
    private final LongSupplier nanos;
    private SQLException refusal;
    private long refused;

    /**
     * @param server asked for each connection, as what it takes for a login may change
     * @param renewal asked after a refusal: whether there is another password now, with which it is tried at once
     */
    CarefulLogin(Supplier<? extends DataSource> server, BooleanSupplier renewal, LongSupplier nanos) {
        this.server = server;
        this.renewal = renewal;
        this.nanos = nanos;
    }

    @Override
    public Connection getConnection() throws SQLException {
        throwRefusal();
        try {
            return server.get().getConnection();
        } catch (SQLException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            return renewed(e);
        }
    }

    private Connection renewed(SQLException refused) throws SQLException {
        keep(refused);
        if (!renewal.getAsBoolean()) {
            throw refused;
        }
        try {
            var connection = server.get().getConnection();
            forget();
            return connection;
        } catch (SQLException e) {
            if (isRefusal(e)) {
                keep(e);
            }
            throw e;
        }
    }

    private synchronized void forget() {
        refusal = null;
    }

    private synchronized void throwRefusal() throws SQLException {
        if (refusal != null && nanos.getAsLong() - refused < PAUSE.toNanos()) {
            throw refusal;
        }
    }

    private synchronized void keep(SQLException e) {
        refusal = e;
        refused = nanos.getAsLong();
    }

    private static boolean isRefusal(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith(REFUSED)
                || e.getErrorCode() >= FIRST_OF_SNOWFLAKE && e.getErrorCode() <= LAST_OF_SNOWFLAKE;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("user and password are among the driver's properties");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return server.get().getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        server.get().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        server.get().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return server.get().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return server.get().getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return server.get().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return server.get().isWrapperFor(type);
    }
}
