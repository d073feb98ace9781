package io.millrace.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Counts, lags and sums at one moment, stage by stage. Written as JSON it is a contract: fields are added, never
 * renamed.
 *
 * @param ok whether all sums hold, no batch is held, no warehouse fails to load, and a deep check found nothing
 * @param instances processes that tell of themselves
 * @param spool events that wait to be published by this process; null if it publishes none
 * @param trimmed records that the stream's retention removed before they were landed
 * @param publishers those heard of within two weeks
 * @param retired the others, summed up
 * @param cleaning what is cleaned now; null: nothing that this process knows of
 * @param catalog how far the Glue catalog is; null if nothing is registered there
 * @param failed objects under {@code failed/}: work given up after all retries; counted up to 1,000
 * @param removed what retention removed; null: nothing
 * @param failing stages of the running process that failed the last time they ran
 * @param sources those that processes look at: this one's, then those of others
 * @param alerts what waits to be told; null where no alerts are configured, or their warehouse is away
 * @param deep what a deep check found; null if none was asked for
 */
public record Status(
        boolean ok,
        String target,
        Instant at,
        List<Instance> instances,
        Spool spool,
        Stream stream,
        List<Trimmed> trimmed,
        Land land,
        Clean clean,
        Cleaning cleaning,
        Catalog catalog,
        List<WarehouseStatus> warehouses,
        List<PublisherStatus> publishers,
        Retired retired,
        long failed,
        Removed removed,
        List<StageHealth.Failure> failing,
        List<Source> sources,
        Alerts alerts,
        List<Sum> sums,
        DeepReport deep) {
    /** As many objects under {@code failed/} are counted. */
    public static final int MOST_FAILED = 1_000;

    /**
     * A process that works on the lake.
     *
     * @param at when it last told of itself
     * @param publisher id of its publisher; null if it publishes nothing
     * @param published greatest number through which every event of the publisher is in the stream or kept as failed
     * @param stopped whether it has ended
     */
    public record Instance(
            String instance,
            String host,
            List<String> roles,
            Instant started,
            Instant at,
            String publisher,
            long published,
            boolean stopped) {}

    /**
     * Events on disk that are not yet in the stream.
     *
     * @param behindSeconds age of the oldest of them, 0 if there is none
     */
    public record Spool(
            long events,
            long bytes,
            @JsonProperty("behind_seconds") long behindSeconds) {}

    /**
     * @param name the stream's, with the second of its creation
     */
    public record Stream(String name, List<Shard> shards) {}

    /**
     * @param landedThrough sequence number of the last landed record, null if none is
     * @param behind records in the stream that are not landed, counted up to 1,000
     * @param behindSeconds age of the oldest of them, 0 if there is none
     */
    public record Shard(
            String shard,
            @JsonProperty("landed_through") String landedThrough,
            long behind,
            @JsonProperty("behind_seconds") long behindSeconds) {}

    /** A range of a shard that is lost; where it began and ended, as far as that is known. */
    public record Trimmed(String shard, String from, String to) {}

    /** Objects and records of the raw zone; of those that no plan has, at most 1,000 objects a shard are counted. */
    public record Land(long objects, long records) {}

    /**
     * @param planned number of the newest plan
     * @param committed number through which every batch is committed
     * @param read lines read, those that were read again among them
     * @param again lines or rows read again, by replays and the like
     * @param dropped records that a person gave up
     * @param reasons reason to number of rejected lines, by the batches that count
     * @param heldBatches how many batches are held
     * @param held the first hundred of them
     * @param newest when the newest batch was committed; null if none is
     * @param behindSeconds since when the oldest landed record waits to be cleaned, as far as this process has seen it; 0
     *     if none does
     */
    public record Clean(
            long planned,
            long committed,
            long read,
            long again,
            long written,
            long duplicates,
            long rejected,
            long dropped,
            Map<String, Long> reasons,
            @JsonProperty("held_batches") long heldBatches,
            List<Held> held,
            Instant newest,
            @JsonProperty("behind_seconds") long behindSeconds) {}

    /**
     * A batch that is being cleaned.
     *
     * @param engine as {@code clean.engine} names it
     * @param read lines read so far; null if only the engine knows
     * @param planned lines that there are; null likewise
     * @param job name and id of the job on EMR; null if there is none
     * @param state of the job, as AWS names it; null if that is not known here
     */
    public record Cleaning(
            long batch, String engine, Instant since, Long read, Long planned, String job, String state) {}

    /**
     * @param registered number of the batch through which every one is registered, at least
     */
    public record Catalog(String database, long registered) {}

    /** A batch that waits for a person, or for a newer program. */
    public record Held(long batch, String reason, String detail, long records) {}

    /**
     * @param loaded batches in the ledger
     * @param first number of the first batch that the warehouse loads at all
     * @param from what {@code load.from} said when that was settled; null while it is not
     * @param behind committed batches from the first on that are not in the ledger
     * @param behindSeconds age of the oldest of these, 0 if there is none
     * @param rows of the table
     * @param deleted rows that batches took away that replaced others
     * @param away why the warehouse does not answer, in which case nothing else is known; null if it does
     */
    public record WarehouseStatus(
            String name,
            String type,
            String dataset,
            long committed,
            long first,
            String from,
            long loaded,
            long behind,
            @JsonProperty("behind_seconds") long behindSeconds,
            long inserted,
            long updated,
            long ignored,
            long deleted,
            long rows,
            String away) {
        static WarehouseStatus away(String name, String type, String dataset, long committed, String reason) {
            return new WarehouseStatus(name, type, dataset, committed, 1, null, 0, 0, 0, 0, 0, 0, 0, 0, reason);
        }
    }

    /**
     * @param landed numbers seen in the raw zone, each counted once
     * @param missing inclusive ranges of numbers that were not seen, and were not kept as failed
     */
    public record PublisherStatus(String publisher, long first, long last, long landed, List<long[]> missing) {
        /** How many numbers are missing. */
        public long missingNumbers() {
            return missing.stream().mapToLong(range -> range[1] - range[0] + 1).sum();
        }
    }

    /**
     * Publishers that nothing is heard of any more.
     *
     * @param missing numbers that never came, and are not kept as failed
     */
    public record Retired(long publishers, long events, long missing) {}

    /** Objects that retention removed of batches, all in all, and their bytes. */
    public record Removed(long objects, long bytes) {}

    /**
     * @param state {@code running}, {@code paused} by a person, or {@code idle} where no process looks at it
     * @param pages pages that were ever looked at
     * @param gone of these, those that were not there the last time
     * @param succeeded when a page was last read; null if none ever was
     * @param results result ({@code ok}, {@code unchanged}, {@code no_price}, a kind of failure, or, since
     *     the start, {@code left} to another process) to looks
     * @param fill field to the share of looks that found it
     * @param roundSeconds how long the last round took; null before its end
     * @param everySeconds pause between the starts of two rounds; null where a schedule says when
     * @param next when the next round is due; null where that is not known
     * @param leftOut rounds that were left out, as the one before took too long
     * @param instance the other process that looks at it and has told this; null for the one that answers
     */
    public record Source(
            String source,
            String state,
            long pages,
            long gone,
            Instant succeeded,
            Map<String, Long> results,
            Map<String, Double> fill,
            @JsonProperty("round_seconds") Long roundSeconds,
            @JsonProperty("every_seconds") Long everySeconds,
            Instant next,
            @JsonProperty("left_out") long leftOut,
            List<Alarm> alarms,
            String instance) {
        /** The same as another process told it. */
        public Source toldBy(String instance) {
            return new Source(
                    source,
                    state,
                    pages,
                    gone,
                    succeeded,
                    results,
                    fill,
                    roundSeconds,
                    everySeconds,
                    next,
                    leftOut,
                    alarms,
                    instance);
        }
    }

    /**
     * Pages of a source show something else than they did.
     *
     * @param signal a field ({@code price}), {@code method}, {@code language}, {@code price_level} or {@code page}
     * @param was share of looks that showed what was usual, before
     * @param is share of the newest looks
     * @param since when that began, UTC
     * @param url a page that shows it
     * @param usual what the page usually showed
     * @param found what it showed instead; empty for nothing
     */
    public record Alarm(String signal, double was, double is, Instant since, String url, String usual, String found) {}

    /** Alerts that are not told yet, by channel, in the order of their names. */
    public record Alerts(String warehouse, List<AlertChannel> channels) {}

    /**
     * @param waiting alerts that are still to be told
     * @param behindSeconds age of the oldest of these, 0 if there is none
     * @param failed alerts that were given up
     */
    public record AlertChannel(
            String channel,
            long waiting,
            @JsonProperty("behind_seconds") long behindSeconds,
            long failed) {}

    /** One equation, and whether it holds. */
    public record Sum(String sum, long left, long right, boolean holds) {
        static Sum of(String sum, long left, long right) {
            return new Sum(sum, left, right, left == right);
        }
    }

    /** Numbers missing, over all publishers. */
    public long missingNumbers() {
        return retired.missing()
                + publishers.stream().mapToLong(PublisherStatus::missingNumbers).sum();
    }

    /** The same with what a deep check found. */
    Status with(DeepReport report) {
        return new Status(
                ok && report.findings().isEmpty(),
                target,
                at,
                instances,
                spool,
                stream,
                trimmed,
                land,
                clean,
                cleaning,
                catalog,
                warehouses,
                publishers,
                retired,
                failed,
                removed,
                failing,
                sources,
                alerts,
                sums,
                report);
    }

    public String toJson() {
        return new String(Json.bytes(this), StandardCharsets.UTF_8);
    }
}
