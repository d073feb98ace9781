package io.millrace.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.camel.component.jdbc.ConnectionStrategy;

/**
 * One connection for all SQL steps of one load, so that staging, transaction and ledger see each other. The steps of a
 * load run on one thread; the connection is bound to it from the load's opening to its closing.
 */
public final class BoundConnection implements ConnectionStrategy {
    private final ThreadLocal<Connection> bound = new ThreadLocal<>();

    /** Opens a connection for the load's further steps. */
    void bind(Warehouse warehouse) throws SQLException {
        release();
        var connection = warehouse.dataSource().getConnection();
        bound.set(connection);
        warehouse.sql().dialect().begin(connection);
    }

    /** The connection of the load that runs on this thread. */
    Connection current() {
        var connection = bound.get();
        if (connection == null) {
            throw new IllegalStateException("no connection is bound: the route has to open the load first");
        }
        return connection;
    }

    /** Closes it, with whatever was not committed; does nothing if none is bound. */
    void release() throws SQLException {
        var connection = bound.get();
        bound.remove();
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public Connection getConnection(DataSource source) {
        return current();
    }

    @Override
    public boolean isConnectionTransactional(Connection connection, DataSource source) {
        // The load owns it: no single step may close it.
        return true;
    }
}
