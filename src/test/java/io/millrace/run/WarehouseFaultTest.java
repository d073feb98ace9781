package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WarehouseFaultTest {
    private static final String HOST = "prices.cluster-a1b2c3.eu-west-1.rds.amazonaws.com";
    private static final String LOGIN = "Access denied for user 'millrace'@'" + HOST + "'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            28000 | 1045   | refuses the login (SQLState 28000, 1045); the log has the whole
            28P01 | 0      | refuses the login (SQLState 28P01, 0); the log has the whole
            42000 | 1044   | refuses the login (SQLState 42000, 1044); the log has the whole
            42000 | 1049   | knows no such database (SQLState 42000, 1049); the log has the whole
            3D000 | 0      | knows no such database (SQLState 3D000, 0); the log has the whole
            08001 | 390100 | cannot be connected to (SQLState 08001, 390100); the log has the whole
            HY000 | 1040   | does not give a connection (SQLState HY000, 1040); the log has the whole
            """)
    void aDriversCodeSaysWhatItIs(String state, int vendor, String said) {
        assertEquals(said, WarehouseFault.of(new SQLException(LOGIN, state, vendor)));
    }

    @Test
    void thePoolsOwnFaultIsLookedThrough() {
        var pool = new SQLException("prices - Connection is not available", null, 0, new SQLException(LOGIN, "28000"));
        assertTrue(WarehouseFault.of(pool).startsWith("refuses the login"), WarehouseFault.of(pool));
    }

    @Test
    void whyTheNetworkDoesNotLeadThereIsSaid() {
        assertEquals(
                "has an address that nobody knows (SQLState 08S01, 0); the log has the whole",
                WarehouseFault.of(new SQLException("link failure", "08S01", new UnknownHostException(HOST))));
        assertEquals(
                "does not answer at its address (SQLState 08S01, 0); the log has the whole",
                WarehouseFault.of(new SQLException("link failure", "08S01", new ConnectException(HOST))));
        assertEquals(
                "does not agree on TLS (SQLState 08S01, 0); the log has the whole",
                WarehouseFault.of(new SQLException("link failure", "08S01", new SSLHandshakeException(HOST))));
    }

    static List<Throwable> faults() {
        var secret = new IOException("arn:aws:iam::111122223333:role/load may not read millrace/load/" + HOST);
        return List.of(
                new SQLException(LOGIN, "28000", 1045),
                new SQLException(LOGIN),
                new SQLException("link failure", "08S01", new UnknownHostException(HOST)),
                new UncheckedIOException(secret),
                new IllegalStateException(LOGIN));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noMessageOfADriverOrOfAwsIsShown(Throwable fault) {
        var said = WarehouseFault.of(fault);
        for (var name : List.of(HOST, "millrace", "111122223333", "arn:")) {
            assertTrue(!said.contains(name), said);
        }
    }
}
