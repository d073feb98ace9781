package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void lookingMakesNothing() {
        var data = folder.resolve("a/b/data");
        assertDoesNotThrow(() -> DataFolder.check(data, DataFolder.Kind.RUN));
        assertEquals(Optional.empty(), DataFolder.holder(data));
        assertFalse(Files.exists(folder.resolve("a")));
    }

    @Test
    void aFolderIsMadeWithItsMarkAndHeldByOne() {
        var data = folder.resolve("data");
        try (var held = DataFolder.take(data, DataFolder.Kind.DEMO)) {
            assertEquals(DataFolder.Kind.DEMO, DataFolder.kindOf(data));
            assertEquals(Optional.of("another process"), DataFolder.holder(data));
            var refusal = assertThrows(UsageException.class, () -> DataFolder.take(data, DataFolder.Kind.DEMO));
            assertTrue(refusal.getMessage().contains("is in use by another process"), refusal.getMessage());
        }
        assertEquals(Optional.empty(), DataFolder.holder(data));
    }

    @Test
    void theHolderIsNamedByItsProcessAndCommand() {
        var data = folder.resolve("data");
        try (var held = DataFolder.take(data, DataFolder.Kind.RUN)) {
            var me = ProcessHandle.current().pid();
            new RunningProcess(me, "run", null, null, null, "token").announce(data, false);
            assertEquals(Optional.of("process " + me + " (millrace run)"), DataFolder.holder(data));
        }
    }

    @Test
    void aCommandThatOnlyLooksIsWaitedFor() throws Exception {
        var data = folder.resolve("data");
        var looking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FolderHolder.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = looking.inputReader()) {
            assertEquals("held", said.readLine());
            var taken = CompletableFuture.supplyAsync(() -> DataFolder.take(data, DataFolder.Kind.RUN));
            assertThrows(TimeoutException.class, () -> taken.get(300, TimeUnit.MILLISECONDS));
            looking.getOutputStream().write('\n');
            looking.getOutputStream().flush();
            taken.get(10, TimeUnit.SECONDS).close();
        } finally {
            looking.destroyForcibly();
        }
    }

    @Test
    void aProcessThatDiedHoldsNothing() throws Exception {
        var data = folder.resolve("data");
        DataFolder.take(data, DataFolder.Kind.RUN).close();
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        new RunningProcess(gone.pid(), "run", null, null, null, "token").announce(data, false);
        assertEquals(Optional.empty(), DataFolder.holder(data));
        assertDoesNotThrow(() -> DataFolder.take(data, DataFolder.Kind.RUN).close());
    }

    @Test
    void aGuestNeitherHidesTheHolderNorTakesItAway() {
        var data = folder.resolve("data");
        try (var held = DataFolder.take(data, DataFolder.Kind.RUN)) {
            var me = ProcessHandle.current().pid();
            new RunningProcess(me, "local", "s3", "kinesis", null, null).announce(data, false);
            var guest = new RunningProcess(me, "run", null, null, "http://127.0.0.1:1", "token");
            guest.announce(data, true);
            assertEquals("local", RunningProcess.find(data).orElseThrow().command());
            assertEquals(Optional.of(guest), RunningProcess.answering(data));
            guest.withdraw(data, true);
            assertEquals("local", RunningProcess.find(data).orElseThrow().command());
            assertEquals(Optional.empty(), RunningProcess.answering(data));
        }
    }

    @Test
    void anAnnouncementOfADeadProcessWhoseNumberLivesHoldsNothing() {
        var data = folder.resolve("data");
        DataFolder.take(data, DataFolder.Kind.RUN).close();
        // As in a container, where each program is process 1.
        var me = ProcessHandle.current().pid();
        new RunningProcess(me, "run", null, null, null, "token").announce(data, false);
        assertEquals(Optional.empty(), DataFolder.holder(data));
        assertDoesNotThrow(() -> DataFolder.take(data, DataFolder.Kind.RUN).close());
    }
}
