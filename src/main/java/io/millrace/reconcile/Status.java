package io.millrace.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Counts, lags and sums at one moment, stage by stage.
 *
 * @param ok whether all sums hold
 * @param failed objects under {@code failed/}: work given up after all retries
 * @param failing stages of the running process that failed the last time they ran
 */
public record Status(
        boolean ok,
        String target,
        Instant at,
        Stream stream,
        Land land,
        Clean clean,
        List<WarehouseStatus> warehouses,
        List<PublisherStatus> publishers,
        long failed,
        List<StageHealth.Failure> failing,
        List<Sum> sums) {
    /**
     * @param name the stream's, with the second of its creation
     */
    public record Stream(String name, List<Shard> shards) {}

    /**
     * @param landedThrough sequence number of the last landed record, null if none is
     * @param behind records in the stream that are not landed, counted up to 10,000
     */
    public record Shard(
            String shard, @JsonProperty("landed_through") String landedThrough, long behind) {}

    /** Objects and records of the raw zone. */
    public record Land(long objects, long records) {}

    /**
     * @param planned number of the newest plan
     * @param committed number through which every batch is committed
     * @param reasons reason to number of rejected lines
     */
    public record Clean(
            long planned,
            long committed,
            long read,
            long written,
            long duplicates,
            long rejected,
            Map<String, Long> reasons) {}

    /**
     * @param loaded batches in the ledger
     * @param behind committed batches that are not
     * @param rows of the table
     */
    public record WarehouseStatus(
            String name,
            String type,
            String dataset,
            long committed,
            long loaded,
            long behind,
            long inserted,
            long updated,
            long ignored,
            long rows) {}

    /**
     * @param landed numbers seen in the raw zone, each counted once
     * @param missing inclusive ranges of numbers from 1 to the last that were not seen, and were not kept as failed
     */
    public record PublisherStatus(String publisher, long first, long last, long landed, List<long[]> missing) {}

    /** One equation, and whether it holds. */
    public record Sum(String sum, long left, long right, boolean holds) {
        static Sum of(String sum, long left, long right) {
            return new Sum(sum, left, right, left == right);
        }
    }

    public String toJson() {
        return new String(Json.bytes(this), StandardCharsets.UTF_8);
    }
}
