package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbLeftoversTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path temporary;

    @Test
    void anEngineThatAKilledProcessLeftIsRemoved() throws IOException {
        var left = file("libduckdb_java123.so", NOW.minusSeconds(120));
        DuckDbLeftovers.remove(temporary, NOW);
        assertFalse(Files.exists(left));
    }

    @Test
    void anEngineThatIsJustBeingUnpackedStays() throws IOException {
        var fresh = file("libduckdb_java124.so", NOW.minusSeconds(5));
        DuckDbLeftovers.remove(temporary, NOW);
        assertTrue(Files.exists(fresh));
    }

    @Test
    void otherFilesStay() throws IOException {
        var other = file("libduckdb.so", NOW.minusSeconds(120));
        DuckDbLeftovers.remove(temporary, NOW);
        assertTrue(Files.exists(other));
    }

    @Test
    void aFolderThatIsNotThereIsNoFault() {
        assertDoesNotThrow(() -> DuckDbLeftovers.remove(temporary.resolve("none"), NOW));
    }

    private Path file(String name, Instant modified) throws IOException {
        var file = Files.writeString(temporary.resolve(name), "x");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
