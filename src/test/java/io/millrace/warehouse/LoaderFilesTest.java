package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.References;
import io.millrace.lake.BatchSet;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import io.millrace.lake.Removal;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a load fetches do not stay behind it, however it ends. */
class LoaderFilesTest {
    private static final Dataset PRICES = Datasets.load(Optional.empty()).all().get(0);

    @TempDir
    private Path work;

    private final FakeLake lake = new FakeLake();

    @BeforeEach
    void putFiles() {
        lake.create("a.parquet", new byte[] {1}, Map.of());
        lake.create("b.parquet", new byte[] {1}, Map.of());
    }

    @Test
    void aLoadThatIsClosedLeavesNoFiles() throws Exception {
        var load = load("a.parquet", "b.parquet");
        open(load);
        assertEquals(2, files().size());
        loader().close(load);
        assertEquals(List.of(), files());
        assertEquals(List.of(), folders());
    }

    @Test
    void aLoadOfWhichAFileIsGoneLeavesNone() throws Exception {
        var load = load("a.parquet", "gone.parquet");
        var failure = assertThrows(IllegalStateException.class, () -> open(load));
        assertTrue(failure.getMessage().contains("restore it from a backup"), failure.getMessage());
        loader().close(load);
        assertEquals(List.of(), folders());
    }

    @Test
    void aLoadOfWhichRetentionRemovedAFileSaysSo() {
        var removal = Removal.NONE.next(Instant.EPOCH, Map.of(Removal.processed("prices"), BatchSet.of(List.of(1L))));
        lake.create(Removal.key(1), removal.toJson(), Map.of());
        var failure = assertThrows(IllegalStateException.class, () -> open(load("gone.parquet")));
        assertTrue(
                failure.getMessage().startsWith("gone.parquet was removed by retention (_removals/00000001.json"),
                failure.getMessage());
    }

    @Test
    void aLoadOfBatchesWithoutRowsLeavesNoFolder() throws Exception {
        var load = load();
        open(load);
        loader().close(load);
        assertEquals(List.of(), folders());
    }

    @Test
    void aLoadThatWasNeverOpenedIsClosedToo() throws Exception {
        loader().close(load("a.parquet"));
        assertEquals(List.of(), folders());
    }

    private void open(Load load) throws Exception {
        loader().open(load);
    }

    private Loader loader() {
        var warehouse = Warehouse.duckDb("test", proxy(DataSource.class, proxy(Connection.class, null)));
        return new Loader(
                warehouse,
                List.of(PRICES),
                new Batches(lake),
                lake,
                lake,
                work,
                LoadSize.of(1),
                LoadFrom.BEGINNING,
                new BoundConnection(),
                null,
                Clock.systemUTC());
    }

    private static Load load(String... keys) {
        var files = Stream.of(keys)
                .map(key -> new Manifest.DataFile(key, "2026-11-21", 1, 1))
                .toList();
        var written = new Manifest.Written(1, List.of("source"), files.size(), files);
        var manifest =
                Batched.manifest(1, Instant.EPOCH, files.size(), 0, Map.of(), Map.of("prices", written), Map.of());
        return new Load(
                PRICES,
                List.of(manifest),
                Load.Extent.PLAIN,
                new References(List.of(PRICES)),
                new SqlFolder("duckdb", new DuckDbDialect()));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(work)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<Path> folders() throws IOException {
        try (var files = Files.list(work)) {
            return files.toList();
        }
    }

    /** Answers every call with the same. */
    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
    }
}
