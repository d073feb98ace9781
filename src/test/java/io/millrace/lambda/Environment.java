package io.millrace.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import io.millrace.run.ClassArchive;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An environment of a function: AWS's runtime interface client with the built jar in a JVM of its own, as in the image. It
 * does one thing after the other.
 */
final class Environment implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final RuntimeApi api;
    private final Process process;
    private final Path log;

    private Environment(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
    }

    /**
     * @param temporary its temporary folder, the one place where it may write
     * @param variables beside those that Lambda itself sets
     */
    static Environment start(Class<?> handler, Path root, Path temporary, Map<String, String> variables)
            throws IOException {
        Files.createDirectories(temporary);
        var api = new RuntimeApi();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                // By itself the client unpacks it to one place in /tmp, which is an environment's own on Lambda alone.
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                        + nativeClient(temporary)));
        command.addAll(ClassArchive.options());
        command.addAll(List.of(
                "-cp",
                TARGET.resolve("millrace.jar") + File.pathSeparator + TARGET.resolve("lib") + "/*",
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                handler.getName() + "::handleRequest"));
        var log = Files.createTempFile("millrace-lambda-", ".log");
        var builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", api.address(),
                        "AWS_LAMBDA_FUNCTION_NAME", "millrace",
                        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                        "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/millrace",
                        "AWS_LAMBDA_LOG_STREAM_NAME", "one",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_REGION", "us-east-1",
                        "LAMBDA_TASK_ROOT", root.toString()));
        builder.environment().putAll(variables);
        return new Environment(api, builder.start(), log);
    }

    private static Path nativeClient(Path temporary) throws IOException {
        var machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        var library = temporary.resolve("runtime.so");
        try (var in = AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + machine + ".so")) {
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return library;
    }

    /** Hands an event over, with a minute for it. */
    CompletableFuture<RuntimeApi.Outcome> begin(String event) {
        return begin(event, TIMEOUT);
    }

    CompletableFuture<RuntimeApi.Outcome> begin(String event, Duration timeout) {
        return api.invoke(event, timeout);
    }

    /** What an event came to. */
    RuntimeApi.Outcome invoke(String event) throws InterruptedException {
        return await(begin(event));
    }

    RuntimeApi.Outcome await(CompletableFuture<RuntimeApi.Outcome> outcome) throws InterruptedException {
        return awaitIfAlive(outcome).orElseThrow(() -> new AssertionError("it ended without an answer\n" + output()));
    }

    /** Empty where the environment ends before there is an answer. */
    Optional<RuntimeApi.Outcome> awaitIfAlive(CompletableFuture<RuntimeApi.Outcome> outcome)
            throws InterruptedException {
        try {
            CompletableFuture.anyOf(outcome, process.onExit()).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return Optional.ofNullable(outcome.getNow(null));
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer\n" + output(), e);
        }
    }

    String initError() throws Exception {
        return api.initError().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether it has taken all events that were handed over, or ended. */
    boolean isAtWork() {
        return api.isTaken() || !process.isAlive();
    }

    /** As Lambda ends one whose time is over: nothing is finished. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no output: " + e + ")";
        }
    }

    @Override
    public void close() {
        kill();
        api.close();
        log.toFile().delete();
    }
}
