package io.millrace.catalog;

import io.millrace.lake.Batches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;
import software.amazon.awssdk.services.glue.model.StartCrawlerRequest;

/**
 * When a Glue crawler is to look at the raw zone, and how it fares. Nothing is kept: Glue tells when the last crawl began.
 * Any number of processes may ask at the same time, as a crawler runs once at a time. Thread-safe.
 */
public final class Crawl {
    private static final Logger LOG = LoggerFactory.getLogger(Crawl.class);

    private final GlueClient client;
    private final String name;
    private final Batches batches;
    private final Duration every;
    private final Duration limit;
    private final Clock clock;

    /**
     * @param every pause between two crawls
     * @param limit how long one may run
     */
    public Crawl(GlueClient client, String name, Batches batches, Duration every, Duration limit, Clock clock) {
        this.client = client;
        this.name = name;
        this.batches = batches;
        this.every = every;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * The request that starts a crawl, if one is due: something was planned since the last one began, and it is long
     * enough ago.
     *
     * @throws IllegalStateException if there is no such crawler, it runs too long, or its last crawl failed and the next
     *     is not due yet
     */
    public Optional<StartCrawlerRequest> due() {
        var crawler = crawler();
        if (crawler.state() != CrawlerState.READY) {
            refuseTooLong(crawler);
            return Optional.empty();
        }
        var last = crawler.lastCrawl();
        var began = last == null || last.startTime() == null ? Instant.EPOCH : last.startTime();
        if (began.plus(every).isAfter(clock.instant())) {
            if (last.status() == LastCrawlStatus.FAILED) {
                throw new IllegalStateException("the crawl of " + name + " that began at " + began + " failed: "
                        + last.errorMessage() + "; its log is " + last.logGroup() + " " + last.logStream());
            }
            return Optional.empty();
        }
        var plan = batches.latestPlan();
        if (plan == null || plan.planned().isBefore(began)) {
            return Optional.empty();
        }
        LOG.info("stage=crawl-raw crawler={} starts, last_began={}", name, began);
        return Optional.of(StartCrawlerRequest.builder().name(name).build());
    }

    private Crawler crawler() {
        try {
            return client.getCrawler(r -> r.name(name)).crawler();
        } catch (EntityNotFoundException e) {
            throw new IllegalStateException(
                    "there is no Glue crawler " + name
                            + " (catalog.crawler): make one whose target is raw/ in the bucket,"
                            + " or set catalog.mode: register",
                    e);
        }
    }

    private void refuseTooLong(Crawler crawler) {
        var runs = Duration.ofMillis(crawler.crawlElapsedTime() == null ? 0 : crawler.crawlElapsedTime());
        if (runs.compareTo(limit) > 0) {
            throw new IllegalStateException("the crawl of " + name + " has run for " + runs.toMinutes()
                    + " minutes and is " + crawler.stateAsString() + ", longer than " + limit.toMinutes()
                    + " (catalog.crawl-limit): look at its log, or stop it");
        }
    }
}
