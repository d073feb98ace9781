package io.millrace.simulation;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The database as one life of an instance reaches it: by JDBC where real classes ask it, and by connections. */
final class WiredDatabase {
    private static final int LOCK_WAIT = 5_000;
    private static final int NOTICED_WITHIN = 10_000;
    private static final List<Map<String, Object>> COLUMNS = List.of(
            column("source", "VARCHAR", true),
            column("sku", "VARCHAR", true),
            column("value", "VARCHAR", false),
            column("observed_at", "TIMESTAMPTZ", false),
            column("batch", "BIGINT", false));

    private final World world;
    private final Wire wire;
    private final Set<Connection> open = new HashSet<>();

    WiredDatabase(World world, Wire wire) {
        this.world = world;
        this.wire = wire;
    }

    Connection connect() throws SQLException {
        var connection = new Connection(call("connect", world.database::connect));
        open.add(connection);
        return connection;
    }

    /** The process is gone: the server notices, sooner or later. */
    void drop() {
        List.copyOf(open).forEach(Connection::drop);
    }

    /** A connection that is of no use any more once a call of it has failed. */
    final class Connection {
        private final Database.Connection server;
        private boolean broken;

        private Connection(Database.Connection server) {
            this.server = server;
        }

        void stage(List<Database.Row> rows) throws SQLException {
            call("stage", () -> {
                server.stage(rows);
                return List.of();
            });
        }

        List<Map<String, Object>> run(String statement) throws SQLException {
            if (statement.equals("lock")) {
                awaitLock();
            }
            return call(statement, () -> server.run(statement));
        }

        void close() {
            if (broken) {
                drop();
            } else {
                open.remove(this);
                server.close();
            }
        }

        private void drop() {
            open.remove(this);
            world.later("server", world.random.nextInt(NOTICED_WITHIN), server::close);
        }

        private void awaitLock() throws SQLException {
            var until = world.scheduler.now() + LOCK_WAIT;
            while (server.mustWait()) {
                if (world.scheduler.now() > until) {
                    broken = true;
                    throw new SQLTransientException("the lock was not given");
                }
                wire.rest(100);
            }
        }

        private List<Map<String, Object>> call(String statement, Server<List<Map<String, Object>>> effect)
                throws SQLException {
            if (broken) {
                throw new SQLRecoverableException("the connection is broken");
            }
            try {
                return WiredDatabase.this.call(statement, effect);
            } catch (SQLRecoverableException e) {
                broken = true;
                throw e;
            }
        }
    }

    /** What the server does. */
    @FunctionalInterface
    private interface Server<T> {
        T carryOut() throws SQLException;
    }

    /** Carries refusals through the wire. */
    private static final class RefusedException extends RuntimeException {
        private final SQLException refusal;

        RefusedException(SQLException refusal) {
            super(refusal.getMessage(), null, false, false);
            this.refusal = refusal;
        }
    }

    /** A call as drivers of databases make it. */
    private <T> T call(String what, Server<T> server) throws SQLException {
        try {
            return wire.call(Wire.SQL + what, () -> {
                try {
                    return server.carryOut();
                } catch (SQLException e) {
                    throw new RefusedException(e);
                }
            });
        } catch (RefusedException e) {
            throw e.refusal;
        } catch (Wire.Unanswered e) {
            throw new SQLRecoverableException(e.getMessage());
        }
    }

    /** What {@link io.millrace.warehouse.Warehouse} asks by itself, outside of a load's transaction. */
    DataSource dataSource() {
        return proxy(DataSource.class, Map.of("getConnection", arguments -> connection()));
    }

    private java.sql.Connection connection() {
        return proxy(java.sql.Connection.class, Map.of("createStatement", arguments -> statement()));
    }

    private Statement statement() {
        return proxy(
                Statement.class, Map.of("executeQuery", sql -> answer(query((String) sql[0])), "execute", sql -> true));
    }

    private List<Map<String, Object>> query(String sql) throws SQLException {
        if (sql.equals("columns")) {
            return COLUMNS;
        }
        var parts = sql.split(" ");
        return call(sql, () -> switch (parts[0]) {
            case "loaded-through" -> List.of(Map.<String, Object>of("through", world.database.loadedThrough()));
            case "start" -> List.of(Map.<String, Object>of("loads", 0L, "first_batch", 1L, "load_from", "beginning"));
            case "loaded-from" -> world.database.loadedFrom(Long.parseLong(parts[1]));
            default -> throw new IllegalStateException("the database knows no " + sql);
        });
    }

    private static ResultSet answer(List<Map<String, Object>> rows) {
        var names =
                rows.isEmpty() ? List.<String>of() : new ArrayList<>(rows.get(0).keySet());
        var place = new int[] {-1};
        var columns = proxy(
                ResultSetMetaData.class,
                Map.of(
                        "getColumnCount",
                        arguments -> names.size(),
                        "getColumnLabel",
                        arguments -> names.get((int) arguments[0] - 1)));
        return proxy(
                ResultSet.class,
                Map.of(
                        "getMetaData",
                        arguments -> columns,
                        "next",
                        arguments -> ++place[0] < rows.size(),
                        "getObject",
                        arguments -> rows.get(place[0]).get(names.get((int) arguments[0] - 1))));
    }

    @FunctionalInterface
    private interface Method {
        Object call(Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Map<String, Method> methods) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    var known = methods.get(method.getName());
                    if (known == null && !method.getName().equals("close")) {
                        throw new SQLException("the simulated database has no " + method);
                    }
                    return known == null ? null : known.call(arguments);
                }));
    }

    private static Map<String, Object> column(String name, String type, boolean inKey) {
        return Map.of("name", name, "type", type, "not_null", inKey, "in_key", inKey);
    }
}
