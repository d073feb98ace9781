package io.millrace.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.ConnectionStrategy;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * One connection for all SQL steps of one exchange, so that staging, transaction and ledger see each other. The steps of
 * an exchange run on one thread; the connection is bound to it and closed, with whatever was not committed, when the
 * exchange is done.
 */
public final class BoundConnection implements ConnectionStrategy {
    private final ThreadLocal<Connection> bound = new ThreadLocal<>();

    /** Opens a connection for the exchange's further steps. */
    void bind(Exchange exchange, DataSource source) throws SQLException {
        var connection = source.getConnection();
        bound.set(connection);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                release(connection);
            }
        });
    }

    @Override
    public Connection getConnection(DataSource source) {
        var connection = bound.get();
        if (connection == null) {
            throw new IllegalStateException("no connection is bound: the route has to open the load first");
        }
        return connection;
    }

    @Override
    public boolean isConnectionTransactional(Connection connection, DataSource source) {
        // The exchange owns it: no single step may close it.
        return true;
    }

    private void release(Connection connection) {
        bound.remove();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("a connection does not close", e);
        }
    }
}
