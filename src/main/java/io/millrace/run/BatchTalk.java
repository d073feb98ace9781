package io.millrace.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.clean.BatchReport;
import io.millrace.clean.Replays;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Erasure;
import io.millrace.reconcile.StageHealth;
import io.millrace.warehouse.Round;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What the commands {@code batches}, {@code clean}, {@code load}, {@code replay} and {@code erase} ask, and what they are answered, as JSON. */
public final class BatchTalk {
    private BatchTalk() {}

    /** What is to be done or told, and the type of its answer. */
    public enum Action {
        /** {@link Listed}: the last batches and all that are held. */
        @JsonProperty("list")
        LIST,
        /** {@link BatchReport.Whole}: one batch. */
        @JsonProperty("show")
        SHOW,
        /** {@link Decided}: held batches are to be cleaned after all. */
        @JsonProperty("release")
        RELEASE,
        /** {@link Decided}: held batches are given up. */
        @JsonProperty("drop")
        DROP,
        /** {@link Decided}: a range is to be cleaned again. */
        @JsonProperty("replay")
        REPLAY,
        /** {@link Decided}: small files are to be written anew in few. */
        @JsonProperty("compact")
        COMPACT,
        /** {@link Erased}: a source or a product is to vanish. */
        @JsonProperty("erase")
        ERASE,
        /** {@link Loaded}: the batches of a range are loaded into a warehouse again. */
        @JsonProperty("repair")
        REPAIR,
        /** {@link Loaded}: what is due is loaded. */
        @JsonProperty("load")
        LOAD,
        /** {@link Landed}: how far landing and cleaning are. */
        @JsonProperty("landed")
        LANDED,
        /** {@link Progress}: what became of batches. */
        @JsonProperty("progress")
        PROGRESS
    }

    /**
     * A question; what an action does not need is null, 0 or false.
     *
     * @param batches numbers that it is about
     * @param most how many batches a list shows at the most, beside those that are held
     * @param range of a replay
     * @param warehouse the one that is loaded; null: all
     * @param dry whether it is only told what would be done, and nothing written
     * @param ends of the shards' chains that have to be cleaned to be through, as {@link Landed} has them
     * @param to only days before this one are compacted; null: those that are closed
     * @param erasure what is to vanish
     */
    public record Request(
            Action action,
            List<Long> batches,
            int most,
            Replays.Range range,
            String warehouse,
            boolean dry,
            Map<String, String> ends,
            LocalDate to,
            Erasure erasure) {
        public static Request list(int most) {
            return new Request(Action.LIST, List.of(), most, null, null, false, Map.of(), null, null);
        }

        public static Request about(Action action, List<Long> batches) {
            return new Request(action, batches, 0, null, null, false, Map.of(), null, null);
        }

        public static Request replay(Replays.Range range, boolean dry) {
            return new Request(Action.REPLAY, List.of(), 0, range, null, dry, Map.of(), null, null);
        }

        /** @param to null: as the settings say */
        public static Request compact(LocalDate to, boolean dry) {
            return new Request(Action.COMPACT, List.of(), 0, null, null, dry, Map.of(), to, null);
        }

        public static Request erase(Erasure erasure, boolean dry) {
            return new Request(Action.ERASE, List.of(), 0, null, null, dry, Map.of(), null, erasure);
        }

        /** A range into a warehouse again. */
        public static Request repair(Replays.Range range, String warehouse, boolean dry) {
            return new Request(Action.REPAIR, List.of(), 0, range, warehouse, dry, Map.of(), null, null);
        }

        /** @param warehouse null: all */
        public static Request load(String warehouse, boolean dry) {
            return new Request(Action.LOAD, List.of(), 0, null, warehouse, dry, Map.of(), null, null);
        }

        public static Request cleaned(Map<String, String> ends) {
            return new Request(Action.PROGRESS, List.of(), 0, null, null, false, ends, null, null);
        }
    }

    /** Batches in order. */
    public record Listed(List<BatchReport.Line> batches) {}

    /**
     * Plans that were written, or would be.
     *
     * @param carriedOut whether the process that answers cleans, so that it carries them out
     * @param held batches of the range that are left out, being held
     * @param partly batches of the range that are left out, being cleaned again for one dataset alone
     * @param removed batches of the range that are left out, as retention removed what they would be cleaned from
     */
    public record Decided(
            boolean carriedOut, List<Planned> plans, List<Long> held, List<Long> partly, List<Long> removed) {}

    /**
     * Plans that erase, and what they find.
     *
     * @param rows dataset to rows that are erased
     * @param rejected lines that are erased of those that are rejected
     * @param without datasets whose rows do not say of which source or product they are
     * @param busy whether another plan was under way, so that nothing was planned: ask again
     */
    public record Erased(Decided decided, Map<String, Long> rows, long rejected, List<String> without, boolean busy) {}

    /**
     * A plan that was written; without a number, 0, it only would be.
     *
     * @param lines records or rejected lines that it reads
     */
    public record Planned(long n, BatchKind kind, List<Long> replaces, long objects, long files, long lines) {}

    /**
     * How far landing and cleaning are.
     *
     * @param ends shard to the sequence number of its last landed record
     */
    public record Landed(boolean carriedOut, long committed, Map<String, String> ends) {}

    /**
     * What became of batches.
     *
     * @param through whether all that was asked for is committed, and loaded where the process that answers loads
     * @param warehouses those that the process which answers loads
     * @param failing the stages that fail now
     */
    public record Progress(
            boolean through,
            long committed,
            List<BatchReport.Line> batches,
            List<String> warehouses,
            List<StageHealth.Failure> failing) {}

    /**
     * What was loaded, or would be.
     *
     * @param batches of the range that was asked for, if one was
     * @param held batches of that range that are left out, being held
     */
    public record Loaded(List<Long> batches, List<Long> held, List<Into> warehouses) {}

    /**
     * One warehouse of it.
     *
     * @param done load after load
     * @param would where it is only told
     * @param failure what kept the world from doing the rest; null if nothing did
     */
    public record Into(String warehouse, List<Round.Done> done, List<WouldLoad> would, String failure) {}

    /**
     * A load that would be done.
     *
     * @param rows in its files
     * @param statements in their order, with the lake's keys for the files
     */
    public record WouldLoad(String dataset, List<Long> batches, long rows, List<String> statements) {}

    /** The answer to what cannot be done; the message says why. */
    record Refused(String error) {}
}
