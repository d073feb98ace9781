package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Shell;
import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.testing.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** The commands that look at batches, decide on them, and load by hand, on what no process or another one works on. */
class ByHandIT {
    private static final int PAGES = 3;
    private static final String ALL = "SELECT * EXCLUDE (batch) FROM prices ORDER BY ALL";

    @TempDir
    private Path folder;

    private Shell shell;
    private PriceSite site;

    @BeforeEach
    void open() throws IOException {
        site = PriceSite.start();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
        Files.writeString(
                folder.resolve("millrace.yaml"), "land: {max-age: 100ms, poll: 200ms}\nclean: {every: 500ms}\n");
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aBatchThatIsHeldShowsUntilItIsGivenUp() throws Exception {
        inject("""
                {"id":"e1","dataset":"prices","version":2,"source":"acme","publisher":"17-ab","n":1,\
                "observed_at":"%1$s","sent_at":"%1$s","payload":{"sku":"A1"},"evidence":{}}""");
        // Alone in its batch: of the others, dropping it would give up events too.
        shell.millrace("run", "--once", "--only", "land,clean,load");
        shell.millrace("run", "--once");
        shell.expect(1, "status");
        var list = shell.expect(0, "batches", "list");
        assertTrue(list.contains("held: newer_version"), list);
        var n = list.lines()
                .filter(line -> line.contains("held:"))
                .findFirst()
                .orElseThrow()
                .strip()
                .split(" ")[0];
        var shown = shell.expect(0, "batches", "show", n);
        assertTrue(shown.contains("./millrace batches drop " + n + " gives it up"), shown);
        var released = shell.expect(1, "batches", "release", n);
        assertTrue(released.contains("held: "), released);
        list = shell.expect(0, "batches", "list");
        assertTrue(list.contains("released by"), list);
        var again = list.lines()
                .filter(line -> line.contains("held:"))
                .findFirst()
                .orElseThrow()
                .strip()
                .split(" ")[0];
        var dropped = shell.expect(0, "batches", "drop", again);
        assertTrue(dropped.contains("gives up batch " + again), dropped);
        shell.expect(0, "status");
    }

    @Test
    void whatIsCleanedAndLoadedAgainIsAsItWas() throws Exception {
        inject("""
                {"id":"e1","dataset":"prices","version":1,"source":"acme","publisher":"17-ab","n":1,\
                "observed_at":"%1$s","sent_at":"%1$s","payload":{"sku":"A1","url":"https://acme.example/A1"},\
                "evidence":{}}""");
        shell.expect(0, "run", "--once");
        var rows = rows(ALL);
        assertEquals(PAGES, rows.size());

        for (var i = 0; i < 2; i++) {
            var replayed = shell.expect(0, range("replay"));
            assertTrue(replayed.contains("loaded into local"), replayed);
            assertEquals(rows, rows(ALL));
        }
        var rejected = shell.expect(0, range("replay", "--rejected"));
        assertTrue(rejected.contains("it reads 1 rejected line of"), rejected);
        assertTrue(rejected.contains("(rejected): read 1, written 0, duplicates 0, rejected 1"), rejected);
        assertEquals(rows, rows(ALL));
        shell.expect(0, "status");

        rows("DELETE FROM prices WHERE sku = 'A1'");
        shell.expect(1, "status");
        var deep = shell.expect(1, "status", "--deep");
        assertTrue(deep.contains("sku=A1"), deep);
        var dry = shell.expect(0, range("replay", "--warehouse", "local", "--dry-run"));
        assertTrue(dry.contains("would load again: warehouse local, prices: batch"), dry);
        assertEquals(PAGES - 1, rows(ALL).size());
        var repaired = shell.expect(0, range("replay", "--warehouse", "local"));
        assertTrue(repaired.contains(": 1 row inserted, 0 updated, 0 deleted"), repaired);
        assertEquals(rows, rows(ALL));
        shell.expect(0, "status");
        var unknown = shell.expect(2, range("replay", "--warehouse", "lokal"));
        assertTrue(unknown.contains("no warehouse is called lokal; there are local"), unknown);
    }

    @Tag("long")
    @Test
    void aSourceIsErasedOnceSomebodySaysYes() throws Exception {
        shell.expect(0, "run", "--once");
        shell.expect(0, "run", "--once");
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        var compacted = shell.expect(0, "batches", "compact", "--to", tomorrow);
        assertTrue(compacted.contains("is planned: it writes anew ") && compacted.contains("(compact): "), compacted);
        assertEquals(2 * PAGES, rows(ALL).size());

        var asked = shell.expect(2, "erase", "--source", "site");
        assertTrue(asked.contains("say --yes"), asked);
        var dry = shell.expect(0, "erase", "--source", "site", "--dry-run");
        assertTrue(dry.contains("would go: " + 2 * PAGES + " rows of prices"), dry);
        assertEquals(2 * PAGES, rows(ALL).size());
        var erased = shell.expect(0, "erase", "--source", "site", "--yes");
        assertTrue(erased.contains("loaded into local"), erased);
        assertTrue(erased.contains("until retention.raw removes them"), erased);
        assertEquals(List.of(), rows(ALL));
        shell.expect(0, range("replay"));
        assertEquals(List.of(), rows(ALL));
        shell.expect(0, "status", "--deep");
        var nothing = shell.expect(0, "erase", "--source", "sight", "--yes");
        assertTrue(nothing.contains("nothing in the processed zone is of source sight"), nothing);
    }

    @Test
    void whatIsLandedElsewhereIsCleanedAndLoadedByHand() throws Exception {
        shell.expect(0, "run", "--once", "--only", "fetch,land");
        var cleaned = shell.expect(0, "clean");
        assertTrue(cleaned.contains("written"), cleaned);
        assertTrue(shell.expect(0, "clean").contains("nothing is landed that is not cleaned"));
        var dry = shell.expect(0, "load", "--dry-run");
        assertTrue(dry.contains("BEGIN TRANSACTION;") && dry.contains("COMMIT;"), dry);
        assertEquals(List.of("0"), rows("SELECT count(*) FROM millrace_loads"));
        var loaded = shell.expect(0, "load");
        assertTrue(loaded.contains(": 3 rows inserted, 0 updated, 0 deleted"), loaded);
        assertEquals(PAGES, rows(ALL).size());
        shell.expect(0, "status");
    }

    @Test
    void aRunningProcessAnswersAndCarriesOut() throws Exception {
        try (var program = Program.start(folder, "run")) {
            await().atMost(90, SECONDS).until(() -> program.output().contains("dashboard:"));
            await().atMost(90, SECONDS)
                    .until(() -> shell.millrace("query", "--json", "SELECT count(*) AS n FROM prices")
                            .said()
                            .contains("{\"n\":" + PAGES + "}"));
            var list = shell.expect(0, "batches", "list");
            assertTrue(list.contains("committed"), list);
            var replayed = shell.expect(0, range("replay"));
            assertTrue(replayed.contains("loaded into local"), replayed);
            var repaired = shell.expect(0, range("replay", "--warehouse", "local"));
            assertTrue(repaired.contains(": 0 rows inserted, 0 updated, 0 deleted"), repaired);
            var loaded = shell.expect(0, "load", "local");
            assertTrue(loaded.contains("warehouse local: nothing is due"), loaded);
            assertFalse(shell.expect(2, "load", "lokal").contains("\tat "));
            program.stop();
            program.await(90);
        }
        assertEquals(PAGES, rows(ALL).size());
    }

    /** The command on everything that has arrived so far. */
    private static String[] range(String... command) {
        var now = Instant.now();
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--from", now.minusSeconds(3600).toString(), "--to", now.toString()));
        return all.toArray(String[]::new);
    }

    /** Puts an event of the time of now into the stream, before any process runs on the folder. */
    private void inject(String event) throws IOException {
        var data = new Flag("--data", "millrace.data", folder.resolve("data").toString());
        var settings = Settings.load(Optional.empty(), List.of(data), Map.of(), folder);
        try (var session = Session.open(settings, "run", DataFolder.Kind.RUN)) {
            session.clients()
                    .kinesis()
                    .putRecord(put -> put.streamName(settings.aws().stream())
                            .partitionKey("1")
                            .data(SdkBytes.fromUtf8String(event.formatted(Instant.now()))));
        }
    }

    private List<String> rows(String sql) throws SQLException {
        return Rows.ofFile(folder.resolve("data/warehouse/local.duckdb"), sql);
    }
}
