package io.millrace.warehouse;

import java.time.Duration;

/**
 * How one Snowflake warehouse is loaded; what is not set is empty.
 *
 * @param loads who loads
 * @param integration storage integration over the bucket; empty: files are uploaded
 * @param bucket of the lake
 * @param database of the tables
 * @param schema of the tables
 * @param role that loads
 * @param compute virtual warehouse of its sessions and tasks; empty: tasks run without one
 * @param every pause between two runs of a task
 */
public record SnowflakeOptions(
        Loads loads,
        String integration,
        String bucket,
        String database,
        String schema,
        String role,
        String compute,
        Duration every) {
    /** Who brings the files of committed batches into the tables. */
    public enum Loads {
        /** Millrace. */
        HERE,
        /** A task in Snowflake, by its schedule. */
        TASK,
        /** Pipes in Snowflake, which the bucket notifies, and a task behind them. */
        SNOWPIPE
    }

    /** Files are uploaded. */
    static final SnowflakeOptions UPLOADED =
            new SnowflakeOptions(Loads.HERE, "", "", "", "", "", "", Duration.ofMinutes(15));

    /** The external stage; empty if there is none. */
    String stage() {
        return integration.isEmpty() ? "" : "millrace_lake";
    }
}
