package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.lake.Batched;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a load fetches do not stay behind it, however it ends. */
class LoaderFilesTest {
    private static final Dataset PRICES = Datasets.load(Optional.empty()).all().get(0);

    @TempDir
    private Path work;

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
        assertThrows(IllegalStateException.class, () -> open(load));
        loader().close(load);
        assertEquals(List.of(), folders());
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
        var store = new ObjectStore() {
            @Override
            public Optional<byte[]> get(String key) {
                return key.startsWith("gone") ? Optional.empty() : Optional.of(new byte[] {1});
            }

            @Override
            public Optional<Head> head(String key) {
                return Optional.empty();
            }

            @Override
            public List<String> list(String prefix, String after, int most) {
                return List.of();
            }
        };
        var warehouse = new Warehouse("test", "duckdb", proxy(DataSource.class, proxy(Connection.class, null)));
        return new Loader(
                warehouse,
                List.of(PRICES),
                null,
                store,
                work,
                LoadSize.of(1),
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
        return new Load(PRICES, List.of(manifest), Load.Extent.PLAIN, new SqlFolder("duckdb"));
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
