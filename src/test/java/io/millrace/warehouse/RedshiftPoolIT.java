package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What the pool makes of Amazon's driver, at the stand-in. */
class RedshiftPoolIT {
    private static final int ROWS = 20_000;

    /** A request to cancel that comes late ends the next statement, whichever that is. */
    @Test
    void aStatementThatIsClosedBeforeAllItsRowsWereReadIsNotCancelled() throws Exception {
        var server = RedshiftPlace.server();
        try (var place = RedshiftPlace.open();
                var connection = place.source().getConnection();
                var statement = connection.createStatement()) {
            fill(connection);
            var before = server.cancelled();
            var result = statement.executeQuery("SELECT n FROM numbers ORDER BY n");
            result.next();
            assertEquals(0, result.getInt(1));
            statement.close();
            assertEquals(before, server.cancelled());
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers (n INTEGER)");
            var values = new StringBuilder("(0)");
            for (var n = 1; n < ROWS; n++) {
                values.append(", (").append(n).append(')');
            }
            statement.execute("INSERT INTO numbers (n) VALUES " + values);
        }
    }
}
