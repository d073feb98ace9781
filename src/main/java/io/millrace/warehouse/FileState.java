package io.millrace.warehouse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Looks at a DuckDB file without writing. */
public final class FileState {
    private FileState() {}

    /** Why the file could not be opened or made now, on one line; empty if it could. */
    public static Optional<String> fault(Path file) {
        if (!Files.exists(file)) {
            return unwritable(file.toAbsolutePath().normalize().getParent());
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("it is no file");
        }
        if (!Files.isWritable(file)) {
            return Optional.of("this user may not write to it");
        }
        var settings = new Properties();
        settings.setProperty("access_mode", "READ_ONLY");
        settings.setProperty("threads", "1");
        try (var connection = new DuckDBDriver().connect("jdbc:duckdb:" + file.toAbsolutePath(), settings)) {
            return connection.isValid(0) ? Optional.empty() : Optional.of("it answers nothing");
        } catch (SQLException e) {
            return Optional.of(e.getMessage().lines().findFirst().orElse("it cannot be opened"));
        }
    }

    /** Whether such a fault is that another process has the file open. */
    public static boolean isHeld(String fault) {
        return fault.contains("lock");
    }

    private static Optional<String> unwritable(Path folder) {
        var there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            return Optional.of(there + " is a file, not a folder");
        }
        return Files.isWritable(there) ? Optional.empty() : Optional.of("this user may not write to " + there);
    }
}
