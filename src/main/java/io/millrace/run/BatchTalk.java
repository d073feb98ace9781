package io.millrace.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.clean.BatchReport;
import io.millrace.clean.Replays;
import io.millrace.lake.BatchKind;
import io.millrace.reconcile.StageHealth;
import java.util.List;
import java.util.Map;

/** What the commands {@code batches}, {@code clean} and {@code replay} ask, and what they are answered, as JSON. */
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
     * @param dry whether a replay is only told, and nothing written
     * @param ends of the shards' chains that have to be cleaned to be through, as {@link Landed} has them
     */
    public record Request(
            Action action, List<Long> batches, int most, Replays.Range range, boolean dry, Map<String, String> ends) {
        public static Request list(int most) {
            return new Request(Action.LIST, List.of(), most, null, false, Map.of());
        }

        public static Request about(Action action, List<Long> batches) {
            return new Request(action, batches, 0, null, false, Map.of());
        }

        public static Request replay(Replays.Range range, boolean dry) {
            return new Request(Action.REPLAY, List.of(), 0, range, dry, Map.of());
        }

        public static Request cleaned(Map<String, String> ends) {
            return new Request(Action.PROGRESS, List.of(), 0, null, false, ends);
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
     */
    public record Decided(boolean carriedOut, List<Planned> plans, List<Long> held, List<Long> partly) {}

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
     * @param failing the stages that fail now
     */
    public record Progress(
            boolean through, long committed, List<BatchReport.Line> batches, List<StageHealth.Failure> failing) {}

    /** The answer to what cannot be done; the message says why. */
    record Refused(String error) {}
}
