package io.millrace.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders for the files of running work, whose content may vanish between two runs. */
public final class WorkFolder {
    private WorkFolder() {}

    /**
     * Removes a folder with all that is in it; does nothing where there is none.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }
}
