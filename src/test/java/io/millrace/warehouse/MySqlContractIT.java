package io.millrace.warehouse;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;

/** Whatever holds of a DuckDB file holds of a server. */
class MySqlContractIT extends ServerContractIT {
    private static final String LIMITED = "limited";
    private static final String READS = "SELECT, CREATE TEMPORARY TABLES";

    private String url;

    @Override
    Place place() throws Exception {
        url = MySqlServer.database();
        return login(MySqlServer.USER, MySqlServer.PASSWORD);
    }

    private Place.MySqlPlace login(String user, String password) {
        return new Place.MySqlPlace(MySql.pool("test", url, user, password, folder));
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, MySqlServer.USER, MySqlServer.PASSWORD);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String database() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Place limited(String granted, String on) throws SQLException {
        execute(
                "DROP USER IF EXISTS '" + LIMITED + "'@'localhost'",
                "CREATE USER '" + LIMITED + "'@'localhost' IDENTIFIED BY 'x'",
                "GRANT " + READS + " ON " + database() + ".* TO '" + LIMITED + "'@'localhost'",
                "GRANT " + granted + " ON " + database() + "." + on + " TO '" + LIMITED + "'@'localhost'");
        return login(LIMITED, "x");
    }

    @Override
    Place withPassword(String password) {
        return login(MySqlServer.USER, password);
    }

    @Override
    Place withoutCreate() throws SQLException {
        return limited("INSERT, UPDATE, DELETE", "*");
    }

    @Override
    Place withoutChange() throws SQLException {
        var place = limited("CREATE", "*");
        for (var table : new String[] {"millrace_loads", "millrace_replaced", "millrace_starts", "millrace_locks"}) {
            execute("GRANT INSERT, UPDATE, DELETE ON " + database() + "." + table + " TO '" + LIMITED
                    + "'@'localhost'");
        }
        return place;
    }

    @Override
    void allow() throws SQLException {
        execute("GRANT ALL ON " + database() + ".* TO '" + LIMITED + "'@'localhost'");
    }

    @Override
    String refused() {
        return "Access denied for user '" + MySqlServer.USER + "'";
    }

    @Override
    String mayNotCreate() {
        return "CREATE command denied to user '" + LIMITED + "'";
    }

    @Override
    String mayNotChange() {
        return "INSERT, UPDATE command denied to user '" + LIMITED + "'";
    }

    /** Names of zones are known to a server that was told them. */
    @Override
    String zoned(String zone) {
        var offset = ZoneId.of(zone).getRules().getStandardOffset(Instant.EPOCH).getId();
        return "SET time_zone = '" + (offset.equals("Z") ? "+00:00" : offset) + "'";
    }

    /** As InnoDB says it; {@link MySqlFullIT} fills a disk. */
    @Override
    void fill() throws SQLException {
        execute("CREATE TRIGGER full_states BEFORE INSERT ON states FOR EACH ROW SIGNAL SQLSTATE 'HY000'"
                + " SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table ''states'' is full'");
    }

    @Override
    void makeRoom() throws SQLException {
        execute("DROP TRIGGER full_states");
    }

    @Override
    String full() {
        return "The table 'states' is full";
    }
}
