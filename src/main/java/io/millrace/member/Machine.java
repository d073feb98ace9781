package io.millrace.member;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Where this process runs.
 *
 * @param host its name, of characters that keys of objects may have
 * @param id equal for two processes only if they see each other's process numbers
 */
public record Machine(String host, String id) {
    private static final int LONGEST = 63;
    /** The system computes a start from the time of its boot, which it corrects. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    /** The one that this process runs on. */
    public static Machine here() {
        var name = name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        var host = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        // Containers share names, and number their processes by themselves: a boot and a process namespace are unique.
        return new Machine(host, host + " " + boot() + " " + processNamespace());
    }

    /**
     * Whether a process of this machine has ended.
     *
     * @param started when it began; null if unknown, then the number alone tells
     */
    static boolean isGone(long pid, Instant started) {
        var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return true;
        }
        var begun = process.get().info().startInstant();
        return started != null
                && begun.isPresent()
                && Duration.between(started, begun.get()).abs().compareTo(START_TOLERANCE) > 0;
    }

    private static String name() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unknown) {
                return "unknown";
            }
        }
    }

    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String processNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
