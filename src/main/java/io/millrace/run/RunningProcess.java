package io.millrace.run;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The process that holds a data folder, as it tells others in that folder.
 *
 * @param command {@code run}, {@code demo} or {@code local}
 * @param s3 endpoint of the S3 stand-in, null for target aws
 * @param kinesis endpoint of the Kinesis stand-in, null for target aws
 * @param control address that answers other commands, null if it answers none
 * @param token what a caller has to show there
 */
public record RunningProcess(long pid, String command, String s3, String kinesis, String control, String token) {
    private static final String FILE = "millrace-process.json";

    /** Writes it, readable by this user alone. */
    void announce(Path folder) {
        var file = folder.resolve(FILE);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(file, Json.bytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    static void withdraw(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.resolve(FILE) + " cannot be removed", e);
        }
    }

    /** The process that runs on that folder; empty if there is none, or it died. */
    public static Optional<RunningProcess> find(Path folder) {
        try {
            var process = Json.read(
                    Files.readAllBytes(folder.resolve(FILE)), RunningProcess.class, folder.resolve(FILE) + "");
            return ProcessHandle.of(process.pid())
                    .filter(ProcessHandle::isAlive)
                    .map(handle -> process);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
