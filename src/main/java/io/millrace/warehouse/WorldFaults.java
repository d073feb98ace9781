package io.millrace.warehouse;

import io.millrace.lake.Outage;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells failures of the world, which pass and would meet every load, from those that a load brings with it. */
final class WorldFaults {
    /** SQLSTATE classes: connection, login, resources, operator intervention, system; HY is a driver's timeout. */
    private static final Set<String> CLASSES = Set.of("08", "28", "53", "57", "58", "HY");

    /** MySQL's numbers for what a user may not do, which it has in one class with wrong statements. */
    private static final Set<Integer> MYSQL_DENIED = Set.of(1044, 1045, 1142, 1143, 1227, 1370);

    /** Snowflake's number for what is not there or may not be seen. */
    private static final int SNOWFLAKE_ABSENT = 2003;

    /**
     * Snowflake's for what is not there or may not be seen, for what a role may not do, and for a virtual warehouse whose
     * quota is used up.
     */
    private static final Set<Integer> SNOWFLAKE_DENIED = Set.of(SNOWFLAKE_ABSENT, 2043, 3001, 90_073);

    /** Snowflake's for a table that another transaction keeps locked. */
    private static final int SNOWFLAKE_LOCKED = 625;

    /** DuckDB gives no SQLSTATE: its words for a disk, a file and a connection. */
    private static final Pattern DUCKDB = Pattern.compile("No space left|Could not (write|sync|truncate|set lock)"
            + "|Failed to (write|truncate|rename)|failed to offload|Connection Error|(Connection|Statement) was closed|database has been invalidated"
            + "|Interrupted");

    /** PostgreSQL's and Redshift's SQLSTATE for what a user may not do, in one class with wrong statements. */
    private static final String DENIED = "42501";

    /** Redshift has one SQLSTATE for all that is not SQL: its words for a full disk, and for a bucket or role that does not let it in. */
    private static final Pattern REDSHIFT = Pattern.compile(
            "(?i:disk full)|S3ServiceException(?!.*Status 404)|S3CurlException|SlowDown"
                    + "|(?i:not authorized to (assume|get|perform)|access ?denied|credentials? (has|have|is) (expired|not valid))");

    /** SQLSTATE of a table that is not there: PostgreSQL's and Redshift's, and that of all others. */
    private static final Set<String> ABSENT = Set.of("42P01", "42S02");

    /** DuckDB's words for it. */
    private static final Pattern DUCKDB_ABSENT = Pattern.compile("Table with name \\S+ does not exist");

    /** SQLSTATE class of a transaction that lost against another. */
    private static final String ROLLED_BACK = "40";

    /**
     * DuckDB's words where two transactions change the same row, or have inserted the same key; Redshift's where
     * they could not have been one after the other (error 1023, SQLSTATE XX000).
     */
    private static final Pattern CONFLICT = Pattern.compile("Conflict on |write-write conflict|conflict on tuple"
            + "|Failed to commit: PRIMARY KEY|Serializable isolation violation");

    private WorldFaults() {}

    /** Whether it has nothing to do with what is loaded. */
    static boolean isOne(Throwable failure) {
        if (Outage.isBehind(failure)) {
            return true;
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLException sql && isOne(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a table was not found, be it the target's or one of the load's own. */
    static boolean isAbsence(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (ABSENT.contains(String.valueOf(sql.getSQLState()))
                            || sql.getErrorCode() == SNOWFLAKE_ABSENT
                            || DUCKDB_ABSENT
                                    .matcher(String.valueOf(sql.getMessage()))
                                    .find())) {
                return true;
            }
        }
        return false;
    }

    /** Whether another transaction was at the same rows at the same time. */
    static boolean isConflict(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (String.valueOf(sql.getSQLState()).startsWith(ROLLED_BACK)
                            || sql.getErrorCode() == SNOWFLAKE_LOCKED
                            || CONFLICT.matcher(String.valueOf(sql.getMessage()))
                                    .find())) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody may not do what was asked for, as far as the warehouse tells that apart. */
    static boolean isDenial(SQLException failure) {
        return DENIED.equals(failure.getSQLState())
                || MYSQL_DENIED.contains(failure.getErrorCode())
                || SNOWFLAKE_DENIED.contains(failure.getErrorCode());
    }

    private static boolean isOne(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2))
                || isDenial(failure)
                || DUCKDB.matcher(String.valueOf(failure.getMessage())).find()
                || REDSHIFT.matcher(String.valueOf(failure.getMessage())).find();
    }
}
