package io.millrace.local.snowflake;

import java.util.List;
import java.util.Map;

/** A statement as the stand-in has read it, with DuckDB's words where it runs there. */
sealed interface Statement {
    record Select(String sql) implements Statement {}

    /**
     * Inserts, updates or deletes.
     *
     * @param table that is changed
     * @param locks whether others that change rows of it have to wait
     */
    record Change(Kind kind, String table, boolean locks, List<String> sql) implements Statement {
        enum Kind {
            INSERT(12544L, "number of rows inserted"),
            UPDATE(12800L, "number of rows updated"),
            DELETE(13056L, "number of rows deleted");

            final long type;
            final String column;

            Kind(long type, String column) {
                this.type = type;
                this.column = column;
            }
        }
    }

    /**
     * @param source query or table with its alias
     * @param delete whether what matches goes
     * @param duckDb the statement as a whole
     */
    record Merge(String table, String target, String source, String condition, boolean delete, String duckDb)
            implements Statement {}

    /** @param files names below the place */
    record Copy(String table, String place, List<String> files) implements Statement {}

    /**
     * What defines something, and commits.
     *
     * @param table whose memory of files it ends; may be null
     * @param unless table with which nothing happens; may be null
     */
    record Define(List<String> sql, String table, String unless, String said) implements Statement {}

    /**
     * A copy with a transformation.
     *
     * @param files that it reads
     */
    record CopyQuery(String table, String sql, List<String> files) implements Statement {}

    /** What an administrator does, of which nothing follows here. */
    record Administer(String said) implements Statement {}

    record MakeStage(String name, boolean temporary, boolean replace, String url) implements Statement {}

    record MakeFormat(String name) implements Statement {}

    record Put(String place, boolean overwrite) implements Statement {}

    record SetSession(Map<String, String> parameters) implements Statement {}

    record Begin() implements Statement {}

    record Commit() implements Statement {}

    record Rollback() implements Statement {}
}
