package io.millrace.chaos;

import io.millrace.chaos.FaultProxy.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** When a process is killed. */
sealed interface Moment {
    /**
     * At any time.
     *
     * @param atWork that long after its first call, otherwise after its start
     */
    record After(Duration time, boolean atWork) implements Moment {
        @Override
        public String name() {
            return atWork ? "random at work" : "random from start";
        }
    }

    /** The n-th time before or after a step of a route, by the process itself. */
    record AtStep(String place, String step, int n) implements Moment {
        @Override
        public String name() {
            return place + " step " + step;
        }
    }

    /** The n-th time that a call of a kind has come so far, as the proxy sees it. */
    record AtCall(Stage stage, String kind, int n) implements Moment {
        @Override
        public String name() {
            return kind + " " + stage.name().toLowerCase().replace('_', ' ');
        }
    }

    /** When a file with that ending appears in the process's work folder. */
    record AtFile(String ending) implements Moment {
        @Override
        public String name() {
            return "file " + ending;
        }
    }

    /** What counts of it are called. */
    String name();

    /** Moments of whoever fetches. */
    static List<Moment> ofFetching(RandomGenerator random) {
        var all = ofCleaning(random);
        calls(all, random, "PutRecords", Stage.values());
        // There is one host to claim, once in a life.
        all.add(new AtCall(Stage.CARRIED_OUT, "PUT claim", 1));
        // On the disk and not in the stream; in the stream and not marked so on the disk; marked, and so on.
        steps(all, random, "before", "spool", "put-batch", "remember-put");
        steps(all, random, "after", "hold-host", "spool", "put-batch", "remember-put");
        return all;
    }

    /** Moments of whoever lands and cleans. */
    static List<Moment> ofCleaning(RandomGenerator random) {
        var all = new ArrayList<Moment>();
        calls(all, random, "GetRecords", Stage.CARRIED_OUT, Stage.ANSWERED);
        calls(all, random, "PUT raw", Stage.values());
        calls(all, random, "PUT plan", Stage.values());
        calls(all, random, "PUT parquet", Stage.values());
        calls(all, random, "PUT rejected", Stage.CARRIED_OUT, Stage.ANSWERED);
        calls(all, random, "PUT manifest", Stage.values());
        steps(all, random, "before", "draft-object", "clean-here", "put-file", "commit-manifest");
        steps(all, random, "after", "commit-landed", "settle", "remember-landed", "commit-plan", "clean-here");
        steps(
                all,
                random,
                "after",
                "put-file",
                "commit-manifest",
                "discard-local-files",
                "remember-newest",
                "put-heartbeat");
        all.add(new AtFile(".parquet"));
        return all;
    }

    /** Moments of whoever loads. */
    static List<Moment> ofLoading(RandomGenerator random) {
        var all = ofCleaning(random);
        steps(
                all,
                random,
                "after",
                "open",
                "stage",
                "count-staged",
                "prune-early",
                "begin",
                "lock",
                "check-ledger",
                "prune-repeated");
        steps(
                all,
                random,
                "after",
                "prune-stale",
                "record",
                "insert-stubs",
                "insert-new",
                "upsert",
                "commit",
                "close",
                "loaded");
        steps(all, random, "before", "commit");
        return all;
    }

    private static void calls(List<Moment> all, RandomGenerator random, String kind, Stage... stages) {
        for (var stage : stages) {
            all.add(new AtCall(stage, kind, random.nextInt(1, kind.startsWith("PUT ") ? 3 : 7)));
        }
    }

    private static void steps(List<Moment> all, RandomGenerator random, String place, String... steps) {
        for (var step : steps) {
            all.add(new AtStep(place, step, random.nextInt(1, 3)));
        }
    }
}
