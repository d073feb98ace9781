package io.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process took.
 *
 * @param cpu processor time
 * @param peak most memory that it held, in bytes
 */
record Measured(Duration cpu, long peak) {
    private static final int LOOK_MILLIS = 20;

    /**
     * Watches a process to its end.
     *
     * @param log what it printed, for the message
     * @throws IllegalStateException if it failed
     */
    static Measured of(Process process, Path log) throws InterruptedException, IOException {
        var cpu = Duration.ZERO;
        long peak = 0;
        while (process.isAlive()) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
            peak = Math.max(peak, peak(process));
            Thread.sleep(LOOK_MILLIS);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("ended with exit code " + process.exitValue() + ": " + tail(log));
        }
        return new Measured(cpu, peak);
    }

    double seconds() {
        return cpu.toMillis() / 1e3;
    }

    private static long peak(Process process) throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            // It ended just now.
            if (!process.isAlive()) {
                return 0;
            }
            throw e;
        }
    }

    private static String tail(Path log) throws IOException {
        var text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 4000));
    }
}
