package io.millrace.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;

/** Reads Parquet files from their first to their last byte. Not thread-safe. */
public final class ParquetReader {
    private final DuckDb scratch;
    private final Path work;

    /** @param work folder for one file at a time */
    ParquetReader(DuckDb scratch, Path work) {
        this.scratch = scratch;
        this.work = work;
    }

    /** @param foreign rows that say that they are of another batch */
    public record Count(long rows, long foreign) {}

    /**
     * Counts a file's rows, having read every value.
     *
     * @param batches those that its rows may say that they are of
     * @throws SQLException if it is damaged
     */
    public Count count(byte[] content, Collection<Long> batches) throws SQLException, IOException {
        var file = Files.write(work.resolve("counted.parquet"), content);
        try (var connection = scratch.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*), count(*) FILTER (WHERE batch NOT IN ("
                        + Sql.numbers(batches) + ")), bit_xor(hash(f)) FROM read_parquet("
                        + Sql.literal(file.toString()) + ") AS f")) {
            result.next();
            return new Count(result.getLong(1), result.getLong(2));
        } finally {
            Files.delete(file);
        }
    }
}
