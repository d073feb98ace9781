package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    /** As a host is kept. */
    record Asked(Instant asked) {}

    @Test
    void whatIsKeptIsThereAfterARestart() throws IOException {
        try (var store = WatchStore.open(folder)) {
            store.keepPage("acme", "https://a.example/1", page(NOW));
            store.keepList("acme", "https://a.example/c", List.of("https://a.example/1"));
            store.pause("acme", true);
        }
        try (var store = WatchStore.open(folder)) {
            assertEquals(page(NOW), store.page("acme", "https://a.example/1"));
            assertNull(store.page("bolt", "https://a.example/1"));
            assertEquals(List.of("https://a.example/1"), store.list("acme", "https://a.example/c"));
            assertTrue(store.isPaused("acme"));
        }
    }

    @Test
    void whenAHostIsAskedIsOnTheDiskBeforeItIs() throws IOException {
        try (var store = WatchStore.open(folder)) {
            store.keepHost("a.example:443", new Asked(NOW));
            // As a process finds it that is started after this one was killed.
            var copy = Files.createDirectories(folder.resolve("copy"));
            Files.copy(folder.resolve("watch.mv"), copy.resolve("watch.mv"));
            try (var next = WatchStore.open(copy)) {
                assertEquals(new Asked(NOW), next.host("a.example:443", Asked.class));
            }
        }
    }

    @Test
    void aFileThatCannotBeReadIsPutAsideAndBegunAnew() throws IOException {
        Files.writeString(folder.resolve("watch.mv"), "no store at all ".repeat(1_000));
        try (var store = WatchStore.open(folder)) {
            assertNull(store.page("acme", "https://a.example/1"));
            store.keepPage("acme", "https://a.example/1", page(NOW));
        }
        assertTrue(Files.exists(folder.resolve("watch.mv.unreadable")));
    }

    @Test
    void aStoreThatFailsWhileItIsUsedIsOpenedAgain() throws IOException {
        try (var store = WatchStore.open(folder)) {
            store.keepHost("a.example:443", new Asked(NOW));
            store.fail();
            store.keepPage("acme", "https://a.example/1", page(NOW));
            assertEquals(page(NOW), store.page("acme", "https://a.example/1"));
            assertEquals(new Asked(NOW), store.host("a.example:443", Asked.class));
        }
    }

    @Test
    void aPageWhoseHostIsLeftAloneKeepsItsPlace() {
        var asked = page(NOW).then(NOW.plusSeconds(300), "host_away", null, true, null);
        assertEquals(NOW, asked.askedAt());
        assertEquals(
                Instant.EPOCH,
                PageRecord.unknown(NOW).then(NOW, "host_away", null, true, null).askedAt());
    }

    @Test
    void pagesAndHostsThatNobodyAsksForAreForgotten() throws IOException {
        try (var store = WatchStore.open(folder)) {
            store.keepPage("acme", "https://a.example/old", page(NOW.minus(Duration.ofDays(91))));
            store.keepPage("acme", "https://a.example/new", page(NOW));
            store.keepHost("old.example:443", new Asked(NOW.minus(Duration.ofDays(91))));
            store.keepHost("new.example:443", new Asked(NOW));
            store.forget(NOW.minus(Duration.ofDays(90)));
            assertNull(store.page("acme", "https://a.example/old"));
            assertEquals(page(NOW), store.page("acme", "https://a.example/new"));
            assertNull(store.host("old.example:443", Asked.class));
            assertEquals(new Asked(NOW), store.host("new.example:443", Asked.class));
        }
    }

    private static PageRecord page(Instant asked) {
        return new PageRecord(asked, PageRecord.OK, asked, 1, true, null, null);
    }
}
