package io.millrace.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Crawlers, which here find nothing: a crawl runs for a while and has succeeded then. Not thread-safe. */
final class Crawlers {
    private static final String KIND = "crawlers";
    private static final String STARTED = "_started";

    private final CatalogFolder folder;
    private final Duration length;
    private final Clock clock;
    private final Map<String, ObjectNode> crawlers;

    Crawlers(CatalogFolder folder, Duration length, Clock clock) throws IOException {
        this.folder = folder;
        this.length = length;
        this.clock = clock;
        this.crawlers = folder.read(KIND);
    }

    ObjectNode create(Request request) {
        var name = request.name("Name");
        if (name.contains("/") || name.startsWith(".")) {
            throw Fault.invalid("%s is no name that this server takes", name);
        }
        if (crawlers.containsKey(name)) {
            throw Fault.exists("Crawler", name);
        }
        var crawler = ((ObjectNode) request.json().deepCopy()).put("CreationTime", clock.millis() / 1000);
        crawlers.put(name, crawler);
        folder.write(KIND, name, crawler);
        return CatalogFolder.MAPPER.createObjectNode();
    }

    ObjectNode start(Request request) {
        var crawler = find(request);
        if (isRunning(crawler)) {
            throw Fault.of("CrawlerRunningException", "Crawler with name %s has already started", request.name("Name"));
        }
        crawler.put(STARTED, clock.millis());
        folder.write(KIND, request.name("Name"), crawler);
        return CatalogFolder.MAPPER.createObjectNode();
    }

    ObjectNode get(Request request) {
        var crawler = find(request);
        var shown = crawler.deepCopy();
        shown.remove(STARTED);
        var runs = isRunning(crawler);
        shown.put("State", runs ? "RUNNING" : "READY");
        shown.put(
                "CrawlElapsedTime", runs ? clock.millis() - crawler.get(STARTED).asLong() : 0);
        if (crawler.has(STARTED) && !runs) {
            shown.putObject("LastCrawl")
                    .put("Status", "SUCCEEDED")
                    .put("StartTime", crawler.get(STARTED).asLong() / 1000.0);
        }
        var answer = CatalogFolder.MAPPER.createObjectNode();
        answer.set("Crawler", shown);
        return answer;
    }

    private boolean isRunning(ObjectNode crawler) {
        return crawler.has(STARTED) && clock.millis() < crawler.get(STARTED).asLong() + length.toMillis();
    }

    private ObjectNode find(Request request) {
        var name = request.name("Name");
        return Optional.ofNullable(crawlers.get(name)).orElseThrow(() -> Fault.notFound("Crawler", name));
    }
}
