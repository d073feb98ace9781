package io.millrace.clean;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.PriceHistory;
import io.millrace.lake.PriceLevel;
import io.millrace.lake.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quality gate: looks at an attempt before it is committed, and has the batch held where something is wrong with it as
 * a whole. Pure: the same attempt after the same batches is judged the same. Each of its rules is left out where its
 * threshold is null.
 *
 * @param rows batches of fewer lines pass; price levels of fewer rows are not looked at (nor are those of fewer than
 *     {@link PriceHistory#LEAST_ROWS})
 * @param rejected greatest share of rejected lines, from 0 to 1
 * @param empty whether a batch that has read lines and written no row is held
 * @param stale greatest age of the newest observation when the batch was planned
 * @param priceFactor how many times the highest median price of a source's last batches a median may be, or how small a
 *     part of the lowest
 */
public record Gate(int rows, BigDecimal rejected, boolean empty, Duration stale, BigDecimal priceFactor) {
    /** What a source costs is known after so many batches. */
    static final int LEAST_BATCHES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** One that lets everything pass. */
    public static Gate open() {
        return new Gate(1, null, false, null, null);
    }

    /**
     * The attempt, or, where it does not pass, one that commits the batch as held; the files of the other are removed
     * from this machine then. Only new batches are judged: all others were asked for.
     *
     * @param before the sums over the batches before it
     */
    Attempt pass(Plan plan, Attempt attempt, Totals before) {
        var manifest = attempt.manifest();
        if (plan.kind() != BatchKind.NEW || manifest.held() != null) {
            return attempt;
        }
        var fault = fault(plan, manifest, before.prices());
        if (fault.isEmpty()) {
            return attempt;
        }
        LOG.error(
                "stage=clean batch={} held by the quality gate: {}; ./millrace batches release {} commits it,"
                        + " ./millrace batches drop {} gives it up",
                plan.n(),
                fault.get(),
                plan.n(),
                plan.n());
        attempt.discard();
        var held = new Manifest.Held(Manifest.Held.QUALITY, fault.get(), plan.records(), null, 0);
        return Attempt.of(Manifest.empty(plan, manifest.attempt(), manifest.committed(), held));
    }

    /** What is wrong with a batch, with the value and the threshold; empty if nothing is. */
    Optional<String> fault(Plan plan, Manifest manifest, List<PriceHistory> history) {
        if (judged(manifest) < rows) {
            return Optional.empty();
        }
        return Stream.of(empty(manifest), rejected(manifest), stale(plan, manifest), shifted(manifest, history))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Lines whose fate says something of the batch: those that were to be erased were not looked at, and what is suspect is
     * out of the way already, and told of.
     */
    private static long judged(Manifest manifest) {
        return manifest.read() - manifest.erased() - suspects(manifest);
    }

    private static long suspects(Manifest manifest) {
        return manifest.reasons().getOrDefault(Rejection.SUSPECT, 0L);
    }

    private Optional<String> empty(Manifest manifest) {
        return empty && manifest.written() == 0
                ? Optional.of("no row is left of " + judged(manifest) + " lines (clean.gate.empty); rejected "
                        + manifest.reasons())
                : Optional.empty();
    }

    private Optional<String> rejected(Manifest manifest) {
        if (rejected == null) {
            return Optional.empty();
        }
        var share = BigDecimal.valueOf(manifest.rejected() - manifest.erased() - suspects(manifest))
                .divide(BigDecimal.valueOf(judged(manifest)), 3, RoundingMode.HALF_UP);
        return share.compareTo(rejected) > 0
                ? Optional.of("share of rejected lines is " + share + ", more than " + rejected
                        + " (clean.gate.rejected); rejected " + manifest.reasons())
                : Optional.empty();
    }

    private Optional<String> stale(Plan plan, Manifest manifest) {
        if (stale == null) {
            return Optional.empty();
        }
        return newest(manifest)
                .filter(newest -> newest.isBefore(plan.planned().minus(stale)))
                .map(newest -> "newest observation is of " + newest + ", "
                        + Duration.between(newest, plan.planned()).toHours()
                        + " hours before the batch was planned, more"
                        + " than " + stale.toHours() + " (clean.gate.stale)");
    }

    /** Of rows without prices the day alone is known: its end counts. */
    private static Optional<Instant> newest(Manifest manifest) {
        var exact = manifest.datasets().values().stream()
                .flatMap(part -> part.levels().stream())
                .map(PriceLevel::newest);
        var days = manifest.datasets().values().stream()
                .filter(part -> part.levels().isEmpty())
                .flatMap(part -> part.files().stream())
                .map(file -> LocalDate.parse(file.dt())
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
        return Stream.concat(exact, days).filter(Objects::nonNull).max(Instant::compareTo);
    }

    private Optional<String> shifted(Manifest manifest, List<PriceHistory> history) {
        if (priceFactor == null) {
            return Optional.empty();
        }
        return manifest.datasets().entrySet().stream()
                .flatMap(part -> part.getValue().levels().stream()
                        .filter(level -> level.rows() >= Math.max(rows, PriceHistory.LEAST_ROWS))
                        .flatMap(level -> history.stream()
                                .filter(past -> past.isOf(part.getKey(), level)
                                        && past.medians().size() >= LEAST_BATCHES)
                                .flatMap(past -> shift(level, past).stream())))
                .findFirst();
    }

    private Optional<String> shift(PriceLevel level, PriceHistory past) {
        var highest = Collections.max(past.medians());
        var lowest = Collections.min(past.medians());
        var isOver = level.median().compareTo(highest.multiply(priceFactor)) > 0;
        var isUnder = level.median().multiply(priceFactor).compareTo(lowest) < 0;
        return isOver || isUnder
                ? Optional.of("median price of source " + past.source() + " is " + level.median() + " "
                        + (level.currency() == null ? "without currency" : level.currency()) + " over " + level.rows()
                        + " rows, and was " + lowest + " to " + highest + " in its last "
                        + past.medians().size()
                        + " batches: more than " + priceFactor + " times " + (isOver ? "as high" : "as low")
                        + " (clean.gate.price-factor)")
                : Optional.empty();
    }
}
