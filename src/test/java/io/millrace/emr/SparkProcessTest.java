package io.millrace.emr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkProcessTest {
    @TempDir
    Path folder;

    private SparkProcess.Running running(String script, Duration limit) throws IOException {
        var log = folder.resolve("spark.log");
        var process = new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new SparkProcess.Running(process, log, limit);
    }

    @Test
    void aJobThatFailsIsAnErrorWithTheInnermostCauseAndTheLog() throws IOException {
        var running = running("""
                echo '26/11/21 10:00:00 ERROR Executor: Exception in task 0'
                echo 'Exception in thread "main" org.apache.spark.SparkException: Job aborted'
                echo 'Caused by: java.io.IOException: raw/x cannot be read after line 7'
                echo '	at java.base/x.y(Z.java:1)'
                echo '26/11/21 10:00:01 INFO ShutdownHookManager: Shutdown hook called'
                exit 3""", Duration.ofMinutes(1));
        var failed = assertThrows(SparkFailedException.class, running::await);
        assertEquals(
                "the Spark job ended with exit code 3: Caused by: java.io.IOException: raw/x cannot be read after line 7;"
                        + " its log is " + folder.resolve("spark.log"),
                failed.getMessage());
    }

    @Test
    void withoutAnExceptionTheLastErrorIsNamed() throws IOException {
        var running = running("echo '10:00:00 ERROR Main: no space left'; echo done; exit 1", Duration.ofMinutes(1));
        var failed = assertThrows(SparkFailedException.class, running::await);
        assertTrue(failed.getMessage().contains("10:00:00 ERROR Main: no space left"), failed.getMessage());
    }

    @Test
    void aJobThatTakesTooLongIsEnded() throws IOException {
        var running = running("exec sleep 600", Duration.ofMillis(50));
        var failed = assertThrows(SparkFailedException.class, running::await);
        assertTrue(failed.getMessage().contains("longer than PT0.05S"), failed.getMessage());
        running.process().onExit().join();
    }

    @Test
    void whoeverIsInterruptedEndsTheJob() throws Exception {
        var running = running("exec sleep 600", Duration.ofMinutes(10));
        var waiting = new Thread(() -> assertThrows(InterruptedException.class, running::await));
        waiting.start();
        waiting.interrupt();
        waiting.join();
        running.process().onExit().join();
        assertFalse(running.process().isAlive());
    }

    @Test
    void theSparkThatIsSetComesBeforeThatOfTheEnvironment() throws IOException {
        var set = Files.createDirectories(folder.resolve("set/jars")).getParent();
        var other = Files.createDirectories(folder.resolve("other/jars")).getParent();
        var beside = Files.createDirectories(folder.resolve("spark/jars")).getParent();
        var environment = Map.of("SPARK_HOME", other.toString());
        assertEquals(set, SparkHome.find(Optional.of(set), environment, folder).folder());
        assertEquals(
                other, SparkHome.find(Optional.empty(), environment, folder).folder());
        assertEquals(beside, SparkHome.find(Optional.empty(), Map.of(), folder).folder());
    }

    @Test
    void withoutSparkAllCuresAreNamed() {
        var missing =
                assertThrows(IllegalStateException.class, () -> SparkHome.find(Optional.empty(), Map.of(), folder));
        for (var cure : List.of("clean.spark-home", "SPARK_HOME", "mvn -f src/spark/pom.xml package")) {
            assertTrue(missing.getMessage().contains(cure), missing.getMessage());
        }
    }

    @Test
    void withoutTheJobsJarItIsSaidHowToBuildIt() {
        var process = new SparkProcess(
                new SparkHome(folder), folder.resolve("millrace-spark.jar"), List.of(), 2, Duration.ofMinutes(1));
        var missing = assertThrows(SparkFailedException.class, () -> process.clean("file:///lake", 7, "a", folder));
        assertTrue(missing.getMessage().contains("mvn package"), missing.getMessage());
    }
}
