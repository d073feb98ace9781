package io.millrace.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How the lake gets into the Glue catalog.
 *
 * @param database of the catalog
 * @param every pause between two looks for batches that the catalog lacks
 * @param crawler name of the crawler of the raw zone; empty with other modes
 * @param crawlEvery pause between two crawls
 * @param crawlLimit how long a crawl may run
 */
public record CatalogSettings(
        Mode mode, String database, Duration every, String crawler, Duration crawlEvery, Duration crawlLimit) {
    /** Who tells the catalog of the lake. */
    public enum Mode {
        REGISTER,
        /** Of the raw zone a crawler, of the processed zone Millrace: only manifests tell which of its files count. */
        CRAWLER,
        NONE
    }

    private static final Pattern DATABASE = Pattern.compile("[a-z0-9_]{1,128}");
    private static final Pattern CRAWLER = Pattern.compile("[^\\p{Cntrl}]{1,255}");
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofDays(7);

    static CatalogSettings of(Keys keys, Target target) {
        var mode = mode(keys, target);
        return new CatalogSettings(
                mode,
                keys.text("millrace.catalog.database", DATABASE, "lower-case letters, digits and underscores"),
                keys.duration("millrace.catalog.every", SHORTEST, LONGEST),
                crawler(keys, mode),
                keys.duration("millrace.catalog.crawl-every", Duration.ofMinutes(1), LONGEST),
                keys.duration("millrace.catalog.crawl-limit", Duration.ofMinutes(1), LONGEST));
    }

    private static Mode mode(Keys keys, Target target) {
        var key = "millrace.catalog.mode";
        if (keys.isSet(key)) {
            return keys.oneOf(key, Mode.class);
        }
        var mode = target == Target.AWS ? Mode.REGISTER : Mode.NONE;
        keys.put(key, Scalar.word(mode));
        return mode;
    }

    private static String crawler(Keys keys, Mode mode) {
        var key = "millrace.catalog.crawler";
        if (keys.isSet(key)) {
            return keys.text(key, CRAWLER, "the name of a Glue crawler");
        }
        if (mode == Mode.CRAWLER) {
            keys.missing(
                    key, "catalog.mode crawler needs the name of a Glue crawler whose target is raw/ in the bucket");
        }
        return keys.put(key, "");
    }
}
