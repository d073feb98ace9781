package io.millrace.run;

import io.millrace.config.ConfigException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why a warehouse cannot be asked, in words that anybody may read: drivers and AWS name hosts, users, accounts and roles,
 * and who asks a probe has no login.
 */
final class WarehouseFault {
    private static final int MOST_CAUSES = 20;

    /** Of the class of a SQLState: what users can do something about. */
    private static final String LOGIN = "28";

    private static final String NO_DATABASE = "3D";
    private static final String CONNECTION = "08";

    /** MySQL says so with other states: access to a database denied, unknown database. */
    private static final int MYSQL_DENIED = 1044;

    private static final int MYSQL_NO_DATABASE = 1049;

    private WarehouseFault() {}

    /** A few words without a name or an address; what a driver calls it stands behind them as its SQLState and number. */
    static String of(Throwable fault) {
        var causes = causes(fault);
        var sql = causes.stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .sorted(Comparator.comparing((SQLException e) -> e.getSQLState() == null))
                .findFirst();
        var words = sql.map(WarehouseFault::words).orElse("");
        if (words.isEmpty()) {
            words = causes.stream()
                    .map(WarehouseFault::network)
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse("does not give a connection");
        }
        var code = sql.filter(e -> e.getSQLState() != null)
                .map(e -> " (SQLState " + e.getSQLState() + ", " + e.getErrorCode() + ")")
                .orElse("");
        return words + code + "; the log has the whole";
    }

    private static String words(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        if (state.startsWith(NO_DATABASE) || e.getErrorCode() == MYSQL_NO_DATABASE) {
            return "knows no such database";
        }
        return state.startsWith(LOGIN) || e.getErrorCode() == MYSQL_DENIED ? "refuses the login" : "";
    }

    private static String network(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "has an address that nobody knows";
        }
        if (cause instanceof SSLException) {
            return "does not agree on TLS";
        }
        if (cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof SocketTimeoutException) {
            return "does not answer at its address";
        }
        if (cause instanceof ConfigException || cause instanceof UncheckedIOException) {
            return "has a secret that cannot be read";
        }
        return cause instanceof SQLException e
                        && String.valueOf(e.getSQLState()).startsWith(CONNECTION)
                ? "cannot be connected to"
                : "";
    }

    /** From the innermost to the outermost. */
    private static List<Throwable> causes(Throwable fault) {
        var causes = new ArrayList<>(Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList());
        Collections.reverse(causes);
        return causes;
    }
}
