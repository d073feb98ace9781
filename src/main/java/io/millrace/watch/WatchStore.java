package io.millrace.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process remembers of pages and hosts, in one file: a cache that may be lost, at the price of one more full
 * request of each page. Safe for many threads; one process at a time.
 */
public final class WatchStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchStore.class);
    private static final String FILE = "watch.mv";
    private static final int CACHE_MB = 16;

    private final Path file;
    private Maps maps;
    private boolean closed;

    /** An open store. */
    private record Maps(
            MVStore store,
            MVMap<String, byte[]> pages,
            MVMap<String, byte[]> hosts,
            MVMap<String, byte[]> sources,
            MVMap<String, byte[]> lists,
            MVMap<String, byte[]> calls,
            MVMap<String, Boolean> paused) {
        /** @param file null for one in memory */
        static Maps open(Path file) {
            var builder = new MVStore.Builder().cacheSize(CACHE_MB).compress();
            var store = (file == null ? builder : builder.fileName(file.toString())).open();
            return new Maps(
                    store,
                    store.openMap("pages"),
                    store.openMap("hosts"),
                    store.openMap("sources"),
                    store.openMap("lists"),
                    store.openMap("calls"),
                    store.openMap("paused"));
        }
    }

    private WatchStore(Path file, Maps maps) {
        this.file = file;
        this.maps = maps;
    }

    /** Opens the store of a folder, which is made; one that cannot be read is put aside, and begun anew. */
    public static WatchStore open(Path folder) throws IOException {
        var file = Files.createDirectories(folder).resolve(FILE);
        try {
            return new WatchStore(file, Maps.open(file));
        } catch (MVStoreException e) {
            var aside = file.resolveSibling(FILE + ".unreadable");
            LOG.warn("file={} cannot be read and is begun anew, the old one is {}: {}", file, aside, e.getMessage());
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return new WatchStore(file, Maps.open(file));
        }
    }

    /** A store that fails once, as on a disk that is full for a moment, is closed for good: it is opened again. */
    private <T> T with(Function<Maps, T> use) {
        var now = current();
        try {
            return use.apply(now);
        } catch (MVStoreException e) {
            return use.apply(anew(now, e));
        }
    }

    private synchronized Maps current() {
        return maps;
    }

    private synchronized Maps anew(Maps failed, MVStoreException reason) {
        if (closed) {
            throw reason;
        }
        if (maps == failed) {
            failed.store().closeImmediately();
            try {
                maps = Maps.open(file);
                LOG.warn("file={} failed and was opened again: {}", file, reason.getMessage());
            } catch (MVStoreException e) {
                maps = Maps.open(null);
                LOG.error(
                        "file={} cannot be opened again, pages are remembered until the end of this process: {}",
                        file,
                        e.getMessage());
            }
        }
        return maps;
    }

    /** Forgets pages, hosts and answers that nobody has asked for since, as those of sources that are declared no more. */
    public void forget(Instant since) {
        with(maps -> {
            forget(maps.pages(), "askedAt", since);
            forget(maps.hosts(), "asked", since);
            forget(maps.calls(), "askedAt", since);
            return null;
        });
    }

    private static void forget(MVMap<String, byte[]> map, String asked, Instant since) {
        for (var key : List.copyOf(map.keySet())) {
            var entry = read(map.get(key), JsonNode.class);
            if (entry == null || isBefore(entry.path(asked).asText(), since)) {
                map.remove(key);
            }
        }
    }

    private static boolean isBefore(String time, Instant since) {
        try {
            return Instant.parse(time).isBefore(since);
        } catch (DateTimeException e) {
            // Another version wrote it.
            return true;
        }
    }

    /** What is known of a page; null if nothing is. */
    PageRecord page(String source, String url) {
        return read(with(maps -> maps.pages().get(key(source, url))), PageRecord.class);
    }

    void keepPage(String source, String url, PageRecord page) {
        with(maps -> maps.pages().put(key(source, url), Json.bytes(page)));
    }

    /** What was kept of a host, null if nothing was. */
    public <T> T host(String name, Class<T> type) {
        return read(with(maps -> maps.hosts().get(name)), type);
    }

    /** Keeps it before it returns: a process that is killed right after has kept it. */
    public void keepHost(String name, Object times) {
        with(maps -> {
            maps.hosts().put(name, Json.bytes(times));
            return maps.store().commit();
        });
    }

    /** Whether a person has paused a source. */
    public boolean isPaused(String source) {
        return with(maps -> maps.paused().containsKey(source));
    }

    /** Notes that a source is paused or is not; a process that is killed right after has kept it. */
    public void pause(String source, boolean pause) {
        with(maps -> {
            if (pause) {
                maps.paused().put(source, true);
            } else {
                maps.paused().remove(source);
            }
            return maps.store().commit();
        });
    }

    /** Names of the sources of which something is kept, sorted. */
    public Set<String> sources() {
        return with(maps -> {
            var names = new TreeSet<>(maps.sources().keySet());
            names.addAll(maps.paused().keySet());
            return names;
        });
    }

    /** What was kept of a source, null if nothing was. */
    <T> T source(String name, Class<T> type) {
        return read(with(maps -> maps.sources().get(name)), type);
    }

    void keepSource(String name, Object health) {
        with(maps -> maps.sources().put(name, Json.bytes(health)));
    }

    /** The pages that were found in a listing or sitemap last; empty if it was never read. */
    public List<String> list(String source, String url) {
        var found = read(with(maps -> maps.lists().get(key(source, url))), String[].class);
        return found == null ? List.of() : List.of(found);
    }

    public void keepList(String source, String url, List<String> pages) {
        with(maps -> maps.lists().put(key(source, url), Json.bytes(pages)));
    }

    /** What is remembered of a provider's answer, null if nothing is. */
    public <T> T call(String source, String address, Class<T> type) {
        return read(with(maps -> maps.calls().get(key(source, address))), type);
    }

    public void keepCall(String source, String address, Object answer) {
        with(maps -> maps.calls().put(key(source, address), Json.bytes(answer)));
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            return json == null ? null : Json.read(json, type, FILE);
        } catch (UncheckedIOException e) {
            // Another version wrote it.
            LOG.debug("an entry is begun anew", e);
            return null;
        }
    }

    private static String key(String source, String url) {
        return source + " " + url;
    }

    @Override
    public synchronized void close() {
        closed = true;
        maps.store().close();
    }

    /** As a write that fails leaves it. */
    void fail() {
        current().store().closeImmediately();
    }
}
