package io.millrace.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    private final MVStore store;
    private final MVMap<String, byte[]> pages;
    private final MVMap<String, byte[]> hosts;
    private final MVMap<String, byte[]> sources;
    private final MVMap<String, byte[]> lists;
    private final MVMap<String, Boolean> paused;

    private WatchStore(MVStore store) {
        this.store = store;
        this.pages = store.openMap("pages");
        this.hosts = store.openMap("hosts");
        this.sources = store.openMap("sources");
        this.lists = store.openMap("lists");
        this.paused = store.openMap("paused");
    }

    /** Opens the store of a folder, which is made; one that cannot be read is put aside, and begun anew. */
    public static WatchStore open(Path folder) throws IOException {
        var file = Files.createDirectories(folder).resolve(FILE);
        try {
            return opened(file);
        } catch (MVStoreException e) {
            var aside = file.resolveSibling(FILE + ".unreadable");
            LOG.warn("file={} cannot be read and is begun anew, the old one is {}: {}", file, aside, e.getMessage());
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return opened(file);
        }
    }

    private static WatchStore opened(Path file) {
        return new WatchStore(new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MB)
                .compress()
                .open());
    }

    /** Forgets pages and hosts that nobody has asked since, as those of sources that are declared no more. */
    public void forget(Instant since) {
        forget(pages, "askedAt", since);
        forget(hosts, "asked", since);
    }

    private static void forget(MVMap<String, byte[]> map, String asked, Instant since) {
        for (var key : List.copyOf(map.keySet())) {
            var entry = read(map.get(key), JsonNode.class);
            if (entry == null || Instant.parse(entry.path(asked).asText()).isBefore(since)) {
                map.remove(key);
            }
        }
    }

    /** What is known of a page; null if nothing is. */
    PageRecord page(String source, String url) {
        return read(pages.get(key(source, url)), PageRecord.class);
    }

    void keepPage(String source, String url, PageRecord page) {
        pages.put(key(source, url), Json.bytes(page));
    }

    /** What was kept of a host, null if nothing was. */
    public <T> T host(String name, Class<T> type) {
        return read(hosts.get(name), type);
    }

    /** Keeps it before it returns: a process that is killed right after has kept it. */
    public void keepHost(String name, Object times) {
        hosts.put(name, Json.bytes(times));
        store.commit();
    }

    /** Whether a person has paused a source. */
    public boolean isPaused(String source) {
        return paused.containsKey(source);
    }

    /** Notes that a source is paused or is not; a process that is killed right after has kept it. */
    public void pause(String source, boolean pause) {
        if (pause) {
            paused.put(source, true);
        } else {
            paused.remove(source);
        }
        store.commit();
    }

    /** Names of the sources of which something is kept, sorted. */
    public Set<String> sources() {
        var names = new TreeSet<>(sources.keySet());
        names.addAll(paused.keySet());
        return names;
    }

    /** What was kept of a source, null if nothing was. */
    <T> T source(String name, Class<T> type) {
        return read(sources.get(name), type);
    }

    void keepSource(String name, Object health) {
        sources.put(name, Json.bytes(health));
    }

    /** The pages that were found in a listing or sitemap last; empty if it was never read. */
    public List<String> list(String source, String url) {
        var found = read(lists.get(key(source, url)), String[].class);
        return found == null ? List.of() : List.of(found);
    }

    public void keepList(String source, String url, List<String> pages) {
        lists.put(key(source, url), Json.bytes(pages));
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
    public void close() {
        store.close();
    }
}
