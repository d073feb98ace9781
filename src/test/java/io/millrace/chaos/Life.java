package io.millrace.chaos;

import io.millrace.chaos.FaultProxy.Stage;
import io.millrace.run.ClassArchive;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** One life of a process of the built program, and how it is to end. */
final class Life implements AutoCloseable {
    private static final int KILLED = 137;
    /** What a life may use of the processor before its moment is given up: on a busy machine the clock alone tells little. */
    private static final Duration MOST_WORK = Duration.ofSeconds(15);
    /** Whatever it has used. */
    private static final int LONGEST = 6;

    private final String name;
    private final Moment moment;
    private final Process process;
    private final Path folder;
    private final Path data;
    private final AtomicInteger left;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean reached;

    private Life(String name, Moment moment, Process process, Path folder, Path data) {
        this.name = name;
        this.moment = moment;
        this.process = process;
        this.folder = folder;
        this.data = data;
        this.left = new AtomicInteger(moment instanceof Moment.AtCall call ? call.n() : 0);
    }

    /**
     * Starts a command.
     *
     * @param name that its calls show, unlike any other
     * @param moment of its death; null if it is to end by itself
     * @param home the working folder, which has {@code data}
     */
    static Life start(String name, Moment moment, Path home, String... arguments) throws IOException {
        var folder = Files.createDirectories(home.resolve("lives").resolve(name));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dsdk.ua.appId=" + name,
                // The proxy between looks into what is said.
                "-Daws.cborEnabled=false",
                "-Dlogback.configurationFile=logback.xml",
                // DuckDB leaves its library there, 60 MB for each that is killed.
                "-Djava.io.tmpdir=" + folder));
        command.addAll(ClassArchive.options());
        if (moment instanceof Moment.AtStep at) {
            command.add("-Dcamel.main.main-listener-classes=" + KillPoint.class.getName());
            command.add("-Dchaos.point=" + at.place() + ":" + at.step() + ":" + at.n());
        }
        command.addAll(List.of("-cp", path("millrace.jar") + File.pathSeparator + path("test-classes")));
        command.add("io.millrace.cli.Millrace");
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        return new Life(name, moment, process, folder, home.resolve("data"));
    }

    private static Path path(String name) {
        return Path.of("target", name).toAbsolutePath();
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Whether this call is the one at which it is to die; true once. */
    boolean diesAt(Stage stage, String kind) {
        calls.incrementAndGet();
        return moment instanceof Moment.AtCall at
                && at.stage() == stage
                && kind.startsWith(at.kind())
                && left.decrementAndGet() == 0;
    }

    /** Ends it because its moment has come. */
    void die() {
        reached = true;
        kill();
    }

    /** As kill -9 does it: nothing is finished. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        process.destroy();
    }

    private static void awaitThat(int everyMillis, Callable<Boolean> condition) {
        Awaitility.await()
                .forever()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(everyMillis))
                .until(condition);
    }

    /**
     * Waits until its moment has come and it is dead.
     *
     * @param seconds to wait, and some times longer while the machine leaves it little of the processor
     * @return false if the moment did not come in that time, or it ended by itself
     */
    boolean awaitDeath(int seconds) throws InterruptedException, IOException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        if (moment instanceof Moment.After after) {
            var first = end;
            awaitThat(1, () -> !after.atWork() || calls.get() > 0 || !process.isAlive() || !isPatient(first, seconds));
            end = System.nanoTime() + after.time().toNanos();
        }
        var last = end;
        awaitThat(moment instanceof Moment.AtFile ? 1 : 20, () -> {
            if (moment instanceof Moment.AtFile file && process.isAlive() && hasFile(file.ending())) {
                die();
            }
            return !process.isAlive()
                    || (moment instanceof Moment.After ? System.nanoTime() >= last : !isPatient(last, seconds));
        });
        if (process.isAlive() && moment instanceof Moment.After) {
            die();
        }
        return reached || (!process.isAlive() && process.exitValue() == KILLED && moment instanceof Moment.AtStep);
    }

    private boolean isPatient(long end, int seconds) {
        var late = System.nanoTime() - end;
        return late < 0
                || late < TimeUnit.SECONDS.toNanos((LONGEST - 1L) * seconds)
                        && process.info().totalCpuDuration().orElse(MOST_WORK).compareTo(MOST_WORK) < 0;
    }

    private boolean hasFile(String ending) throws IOException {
        var work = data.resolve("work").resolve("process-" + pid());
        if (!Files.isDirectory(work)) {
            return false;
        }
        try (var files = Files.walk(work)) {
            return files.anyMatch(file -> file.toString().endsWith(ending));
        } catch (UncheckedIOException e) {
            // A folder went away while it was looked at.
            return false;
        }
    }

    /** Waits until it ends by itself. */
    int await(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " still runs after " + seconds + " s:\n" + output());
        }
        return process.exitValue();
    }

    /** What it printed so far. */
    String output() {
        try {
            return Files.readString(folder.resolve("output.log"));
        } catch (IOException e) {
            return "(no output: " + e + ")";
        }
    }

    /** Kills it if it runs, and removes what it leaves in its temporary folder, but for its output. */
    @Override
    public void close() throws IOException {
        kill();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.endsWith("output.log"))
                    .forEach(file -> file.toFile().delete());
        }
    }
}
