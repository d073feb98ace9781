package io.millrace.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built program as a child process, as a user starts it. */
public final class Program implements AutoCloseable {
    static final Path JAR = Path.of("target", "millrace.jar").toAbsolutePath();

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code java -jar target/millrace.jar arguments…} in a folder. */
    public static Program start(Path folder, String... arguments) throws IOException {
        return start(Map.of(), folder, ClassArchive.options(), arguments);
    }

    /** The same with variables of the environment beside those that there are. */
    public static Program start(Map<String, String> variables, Path folder, String... arguments) throws IOException {
        return start(variables, folder, ClassArchive.options(), arguments);
    }

    static Program start(Path folder, List<String> options, String... arguments) throws IOException {
        return start(Map.of(), folder, options, arguments);
    }

    private static Program start(Map<String, String> variables, Path folder, List<String> options, String... arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                // Most of these live for seconds: better code would come too late.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        return start(builder);
    }

    /** Starts it in another way. */
    public static Program start(ProcessBuilder builder) throws IOException {
        var output = Files.createTempFile("millrace-", ".log");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new Program(builder.start(), output);
    }

    /** Waits until it ends by itself; fails after that many seconds. */
    public int await(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s:\n" + output());
        }
        return process.exitValue();
    }

    /** As kill -9 does it: nothing is finished. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C does it. */
    public void stop() {
        process.destroy();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** What it printed so far. */
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(no output: " + e + ")";
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        output.toFile().delete();
    }
}
