package io.millrace.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.dataset.Observation;
import io.millrace.dataset.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What is known of one page.
 *
 * @param askedAt when it was asked for last, whatever came of it, UTC; 1970 if it never was
 * @param result what came of it, in one word: {@code ok}, or the kind of the failure
 * @param since when it first came to that, UTC
 * @param times how often in a row
 * @param told whether that is kept where a person finds it
 * @param known what was read last; null if it never was
 * @param usual what is usual of it; null if it was never read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageRecord(Instant askedAt, String result, Instant since, int times, boolean told, Known known, Usual usual) {
    static final String OK = "ok";

    /** What comes of a page whose host is left alone. */
    private static final String NOT_ASKED = "host_away";
    /** What came of it where the failure is not the page's. */
    static final String FAILED = "failed";

    /** What a site says of a page that it does not have. */
    private static final Set<String> GONE = Set.of("not_found", "gone");

    private static final int GONE_ROUNDS = 3;
    private static final Duration GONE_LONG = Duration.ofDays(7);

    /**
     * What was read of a page.
     *
     * @param recipe identifies how it was read: what was read in another way says nothing of today's
     * @param reading what the observation says
     * @param validators as {@link io.millrace.dataset.Carried#VALIDATORS}; empty where the site offers none
     */
    record Known(String recipe, Map<String, String> validators, Observation observation, Reading reading) {}

    /** After another look with that result. */
    PageRecord then(Instant now, String result, Known known, boolean told, Usual usual) {
        // Who was not asked comes first in the next round, not last: else those behind it would never be asked.
        var asked = result.equals(NOT_ASKED) ? askedAt : now;
        return result.equals(this.result)
                ? new PageRecord(asked, result, since, times + 1, told, known, usual)
                : new PageRecord(asked, result, now, 1, told, known, usual);
    }

    /**
     * Whether the page may be left in peace for now: one that was gone three times in a row is asked for once an hour, and
     * after a week once a day.
     */
    boolean rests(Instant now) {
        if (!GONE.contains(result) || times < GONE_ROUNDS) {
            return false;
        }
        var pause = since.plus(GONE_LONG).isAfter(now) ? Duration.ofHours(1) : Duration.ofDays(1);
        return askedAt.plus(pause).isAfter(now);
    }

    /** A page that was never asked for. */
    static PageRecord unknown(Instant now) {
        return new PageRecord(Instant.EPOCH, "", now, 0, true, null, null);
    }
}
