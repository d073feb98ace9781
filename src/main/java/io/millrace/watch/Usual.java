package io.millrace.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.dataset.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is usual of a page, read by one recipe.
 *
 * @param recipe as {@link PageRecord.Known#recipe}: what was read in another way says nothing of today's
 * @param believed its price; null if it never had one
 * @param doubted a price that was too far from the believed one; null if the last was not
 * @param habits signal to what the page usually shows of it ({@link SourceHealth})
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Usual(String recipe, Belief believed, Doubt doubted, Map<String, Habit> habits) {
    /**
     * A price that is suspect.
     *
     * @param since when it was seen first, UTC
     * @param times how often, this price or one that goes with it
     */
    record Doubt(BigDecimal amount, String currency, Instant since, int times) {}

    /**
     * What a page usually shows.
     *
     * @param value empty for nothing
     * @param strength how many more looks have to show something else before that becomes the usual
     */
    record Habit(String value, int strength) {}

    /** What is thought of a reading: why it is suspect, null if it is not; and what is usual after it. */
    record Verdict(String suspect, Usual then) {}

    static Usual none(String recipe) {
        return new Usual(recipe, null, null, Map.of());
    }

    Usual with(Map<String, Habit> habits) {
        return new Usual(recipe, believed, doubted, habits);
    }

    /** Whether a reading can be compared with what was believed. */
    boolean judges(Reading reading) {
        return believed != null && reading.amount() != null;
    }

    /**
     * Judges a reading. A first price is believed. A suspect one is believed once it has stayed for so long, and was seen
     * twice at least.
     *
     * @param believeAfter how long
     */
    Verdict judge(Reading reading, Instant at, Duration believeAfter) {
        if (reading.amount() == null) {
            return new Verdict(null, this);
        }
        var suspect =
                believed == null ? Optional.<String>empty() : believed.doubt(reading.amount(), reading.currency());
        if (suspect.isEmpty()) {
            return new Verdict(null, believing(reading, at));
        }
        var doubt = doubt(reading, at);
        return doubt.times() > 1 && !doubt.since().plus(believeAfter).isAfter(at)
                ? new Verdict(null, believing(reading, at))
                : new Verdict(suspect.get(), new Usual(recipe, believed, doubt, habits));
    }

    private Usual believing(Reading reading, Instant at) {
        return new Usual(recipe, Belief.of(reading, at), null, habits);
    }

    /** The same doubt as before, as long as what is read is no jump from that either. */
    private Doubt doubt(Reading reading, Instant at) {
        var stays = doubted != null
                && new Belief(doubted.amount(), doubted.currency(), doubted.since())
                        .doubt(reading.amount(), reading.currency())
                        .isEmpty();
        return new Doubt(
                reading.amount(), reading.currency(), stays ? doubted.since() : at, stays ? doubted.times() + 1 : 1);
    }
}
