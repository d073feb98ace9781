package io.millrace.run;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A process that works on a data folder, as it tells others in that folder: the one that holds it, and those that use the
 * stand-ins of a {@code ./millrace local}.
 *
 * @param command {@code run}, {@code demo} or {@code local}
 * @param s3 endpoint of the S3 stand-in, null for target aws
 * @param kinesis endpoint of the Kinesis stand-in, null for target aws
 * @param control address that answers other commands, null if it answers none
 * @param token what a caller has to show there
 */
public record RunningProcess(long pid, String command, String s3, String kinesis, String control, String token) {
    private static final String HOLDER = "millrace-process.json";
    private static final String GUEST = "millrace-guest-";

    /** Writes it, readable by this user alone. */
    void announce(Path folder, boolean holdsFolder) {
        var file = file(folder, holdsFolder);
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

    void withdraw(Path folder, boolean holdsFolder) throws IOException {
        Files.deleteIfExists(file(folder, holdsFolder));
    }

    /** The process that holds that folder; empty if there is none, or it died. */
    public static Optional<RunningProcess> find(Path folder) {
        return read(folder.resolve(HOLDER));
    }

    /** The process on that folder that answers other commands: it has the warehouses open. */
    public static Optional<RunningProcess> answering(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(HOLDER)
                            || file.getFileName().toString().startsWith(GUEST))
                    .flatMap(file -> read(file).stream())
                    .filter(process -> process.control() != null)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path file(Path folder, boolean holdsFolder) {
        return folder.resolve(holdsFolder ? HOLDER : GUEST + pid + ".json");
    }

    private static Optional<RunningProcess> read(Path file) {
        try {
            var process = Json.read(Files.readAllBytes(file), RunningProcess.class, file.toString());
            return ProcessHandle.of(process.pid())
                    .filter(ProcessHandle::isAlive)
                    .map(handle -> process);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
