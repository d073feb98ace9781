package io.millrace.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The robots.txt of each origin, read when first needed and kept for a day (RFC 9309, section 2.4). One that cannot be
 * read again is used on for as long as it stays unreadable. Safe for many threads; each file is read by one of them.
 */
final class Robots {
    private static final Logger LOG = LoggerFactory.getLogger(Robots.class);
    private static final long FRESH = Duration.ofHours(24).toNanos();
    private static final long TRY_AGAIN = Duration.ofHours(1).toNanos();
    private static final int MOST_ORIGINS = 2_000;
    private static final int MOST_REDIRECTS = 5;

    private final RobotsDownload download;
    private final HostPacer pacer;
    private final Time time;
    private final Set<String> products;
    private final Map<URI, Origin> origins = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Origin> eldest) {
            return size() > MOST_ORIGINS;
        }
    };

    /** @param products the product tokens whose rules are obeyed, in lower case */
    Robots(RobotsDownload download, HostPacer pacer, Time time, Set<String> products) {
        this.download = download;
        this.pacer = pacer;
        this.time = time;
        this.products = products;
    }

    /**
     * The rules of the page's origin.
     *
     * @throws FetchException retryable, when the file cannot be read for now and never could
     */
    RobotsRules of(URI page, FetchRules rules) throws InterruptedException {
        var origin = origin(PageAddress.origin(page));
        synchronized (origin) {
            if (origin.rules == null || time.nanoTime() - origin.staleAt >= 0) {
                renew(origin, page, rules);
            }
            return origin.rules;
        }
    }

    private Origin origin(URI name) {
        synchronized (origins) {
            return origins.computeIfAbsent(name, key -> new Origin());
        }
    }

    private void renew(Origin origin, URI page, FetchRules rules) throws InterruptedException {
        var file = PageAddress.origin(page).resolve("/robots.txt");
        try {
            origin.rules = read(file, rules);
            origin.staleAt = time.nanoTime() + FRESH;
        } catch (FetchException e) {
            if (origin.rules == null || !e.retryable()) {
                throw e.before(page.toString());
            }
            origin.staleAt = time.nanoTime() + TRY_AGAIN;
            LOG.warn("robots.txt unread, the one read before is used on url={} kind={}", file, e.kind());
        }
    }

    private RobotsRules read(URI file, FetchRules rules) throws InterruptedException {
        var at = file;
        for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var answer = ask(at, rules, !at.getHost().equals(file.getHost()));
            if (answer.status() >= 200 && answer.status() < 300) {
                return RobotsRules.parse(at, wholeLines(answer.body()), answer.contentType(), products);
            }
            // 429 says "not now" like 5xx, although RFC 9309 counts it among "no rules".
            if (answer.status() >= 500 || answer.status() == 429) {
                throw FetchException.robotsUnread(at.toString(), "robots.txt answered HTTP status " + answer.status());
            }
            if (!answer.isRedirect()) {
                return RobotsRules.ALLOW_ALL;
            }
            try {
                at = PageAddress.redirect(at, answer.location());
            } catch (FetchException e) {
                return RobotsRules.ALLOW_ALL;
            }
        }
        return RobotsRules.ALLOW_ALL;
    }

    /** Without the line that the limit cut in two: half of {@code Disallow: /p} would forbid the whole site. */
    private static byte[] wholeLines(byte[] file) {
        var end = file.length;
        if (end >= Bounds.ROBOTS.maxBytes()) {
            while (end > 0 && file[end - 1] != '\n' && file[end - 1] != '\r') {
                end--;
            }
        }
        return Arrays.copyOf(file, end);
    }

    private Answer ask(URI file, FetchRules rules, boolean elsewhere) throws InterruptedException {
        try (var turn = pacer.await(file, rules.delay())) {
            return turn.asking(() -> download.get(file, rules, elsewhere));
        }
    }

    /** What is known of one origin; guarded by itself. */
    private static final class Origin {
        RobotsRules rules;
        long staleAt;
    }
}
