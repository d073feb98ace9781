package io.millrace.run;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A process that works on a data folder, as it tells others in that folder.
 *
 * @param command {@code run}, {@code demo} or {@code local}
 * @param s3 endpoint of the S3 stand-in, null for target aws
 * @param kinesis endpoint of the Kinesis stand-in, null for target aws
 * @param emr endpoint of the EMR stand-in, null if there is none
 * @param glue endpoint of the Glue stand-in, null if there is none
 * @param control address that answers other commands, null if it answers none
 * @param token what a caller has to show there
 */
public record RunningProcess(
        long pid, String command, String s3, String kinesis, String emr, String glue, String control, String token) {
    private static final String NAME = "millrace-process";
    private static final String ENDING = ".json";
    private static final String FILE = NAME + ENDING;

    /** One that has no stand-ins of EMR or Glue. */
    public RunningProcess(long pid, String command, String s3, String kinesis, String control, String token) {
        this(pid, command, s3, kinesis, null, null, control, token);
    }

    /**
     * Writes it, readable by this user alone.
     *
     * @param guest whether another process holds the folder and this one works beside it
     */
    void announce(Path folder, boolean guest) {
        var file = file(folder, guest);
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

    void withdraw(Path folder, boolean guest) {
        try {
            Files.deleteIfExists(file(folder, guest));
        } catch (IOException e) {
            throw new UncheckedIOException(file(folder, guest) + " cannot be removed", e);
        }
    }

    private Path file(Path folder, boolean guest) {
        return folder.resolve(guest ? NAME + "-" + pid + ENDING : FILE);
    }

    /** What messages call it. */
    public String described() {
        return "process " + pid + " (millrace " + command + ")";
    }

    /** The process that holds that folder; empty if there is none, or it died. */
    public static Optional<RunningProcess> find(Path folder) {
        return read(folder.resolve(FILE));
    }

    /** A process on that folder that answers other commands: its holder or a guest. */
    static Optional<RunningProcess> answering(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.list(folder)) {
            return files.filter(RunningProcess::isOne)
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .filter(process -> process.control() != null)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOne(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith(NAME) && name.endsWith(ENDING);
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
