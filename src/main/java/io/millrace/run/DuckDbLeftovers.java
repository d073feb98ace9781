package io.millrace.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed process leaves behind: DuckDB unpacks its engine, some 60 MB, into the machine's temporary folder, and
 * removes it at a regular exit alone. A process that is killed every few minutes would fill the disk.
 */
final class DuckDbLeftovers {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbLeftovers.class);
    private static final String PATTERN = "libduckdb_java*.so";
    /** Unpacking and loading takes a second; afterwards nobody needs the file by its name. */
    private static final Duration UNPACKING = Duration.ofMinutes(1);

    private DuckDbLeftovers() {}

    /** Removes what can be removed; a file that another user or a loaded library holds stays. */
    static void remove(Path temporary, Instant now) {
        try (var files = Files.newDirectoryStream(temporary, PATTERN)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().plus(UNPACKING).isBefore(now)) {
                    removeOne(file);
                }
            }
        } catch (IOException e) {
            LOG.debug("folder={} is not looked through: {}", temporary, e.toString());
        }
    }

    private static void removeOne(Path file) {
        try {
            Files.deleteIfExists(file);
            LOG.debug("file={} of a killed process removed", file);
        } catch (IOException e) {
            LOG.debug("file={} stays: {}", file, e.toString());
        }
    }
}
