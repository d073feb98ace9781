package io.millrace.bench;

import io.millrace.clean.EmbeddedEngine;
import io.millrace.dataset.Json;
import io.millrace.lake.FolderStore;
import io.millrace.lake.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A process that does one thing of the benchmark of cleaning, so that its processor time is that of the thing. */
public final class CleanChild {
    private static final String MEMORY = "1GB";

    private CleanChild() {}

    /** {@code embedded LAKE WORK}, or {@code duckdb SQL WORK}. */
    public static void main(String[] arguments) throws Exception {
        var work = Path.of(arguments[2]);
        if (arguments[0].equals("embedded")) {
            var lake = new FolderStore(Path.of(arguments[1]));
            var plan = Json.read(lake.get(Plan.key(1)).orElseThrow(), Plan.class, Plan.key(1));
            // Its files stay, to be compared.
            new EmbeddedEngine(lake, work, MEMORY, Clock.systemUTC()).attempt(plan);
        } else {
            var settings = new Properties();
            settings.setProperty("memory_limit", MEMORY);
            settings.setProperty("temp_directory", work.resolve("spill").toString());
            settings.setProperty("threads", "2");
            settings.setProperty("autoinstall_known_extensions", "false");
            try (var connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
                    var statement = connection.createStatement()) {
                statement.execute(Files.readString(Path.of(arguments[1])));
            }
        }
    }
}
