package io.millrace.warehouse;

/**
 * Who loads into a server's database, for the statements that an administrator runs once.
 *
 * @param user whom Millrace logs in as
 */
public record Access(String database, String schema, String user) {
    /** Name of the role of those who read. */
    String reader() {
        return user + "_reader";
    }
}
