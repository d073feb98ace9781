package io.millrace.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Runs the statements of a file, each ending with a semicolon: what the job is compared with in benchmarks. */
public final class RunSql {
    private RunSql() {}

    /** The file. */
    public static void main(String[] arguments) throws IOException {
        var statements = Files.readString(Path.of(arguments[0])).split(";\\s*\n");
        var spark = SparkSession.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .config("spark.sql.shuffle.partitions", "8")
                .getOrCreate();
        try {
            for (var statement : statements) {
                if (!statement.isBlank()) {
                    spark.sql(statement);
                }
            }
        } finally {
            spark.stop();
        }
    }
}
