package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Json;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Plan;
import java.util.HashSet;
import java.util.Set;

/**
 * What a Spark job says that it made of a plan, before Millrace believes it: nothing is committed that names other files
 * than its own, or whose sums do not hold.
 */
public final class Proposal {
    private static final String NAME = "[A-Za-z0-9._-]+";
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

    private final Plan plan;
    private final AttemptKeys keys;
    private final Manifest manifest;

    private Proposal(Plan plan, AttemptKeys keys, Manifest manifest) {
        this.plan = plan;
        this.keys = keys;
        this.manifest = manifest;
    }

    /**
     * The attempt that a job proposes, with its manifest; there is nothing to upload.
     *
     * @param json what stands under {@link AttemptKeys#proposal}
     * @param store where its files are
     * @throws IllegalStateException if something of it is not true, and what
     */
    public static Attempt verify(byte[] json, Plan plan, String attempt, ObjectStore store) {
        var keys = new AttemptKeys(plan.n(), attempt);
        var manifest = Json.read(json, Manifest.class, keys.proposal());
        var proposal = new Proposal(plan, keys, manifest);
        proposal.checkIdentity();
        if (manifest.held() != null) {
            proposal.checkHeld();
        } else {
            proposal.checkDatasets();
            proposal.checkRejected();
            proposal.checkSums();
            proposal.checkPublishers();
            proposal.checkFiles(store);
        }
        return Attempt.of(manifest);
    }

    private void checkIdentity() {
        require(manifest.n() == plan.n(), "it is about batch " + manifest.n());
        require(keys.attempt().equals(manifest.attempt()), "it is of the attempt " + manifest.attempt());
        require(manifest.kind() == plan.kind(), "its kind is " + manifest.kind() + ", planned was " + plan.kind());
        require(
                manifest.replaces().equals(plan.replaces()),
                "it replaces " + manifest.replaces() + ", planned was " + plan.replaces());
        require(
                plan.only() == null ? manifest.only() == null : plan.only().equals(manifest.only()),
                "it is about the dataset " + manifest.only() + ", planned was " + plan.only());
        require(manifest.totals() == null, "it has totals, which Millrace alone adds");
        require(manifest.committed() != null, "it does not say when it was made");
    }

    private void checkHeld() {
        var held = manifest.held();
        require(Manifest.Held.NEWER_VERSION.equals(held.reason()), "it is held as " + held.reason());
        require(held.records() == plan.records(), "it holds " + held.records() + " records of " + plan.records());
        var declared = plan.datasets().get(held.dataset());
        require(declared != null, "it is held for the dataset " + held.dataset() + ", which is not planned");
        var version = Dataset.fromMap(declared).version();
        require(
                held.version() > version,
                "it is held for version " + held.version() + " of " + held.dataset() + ", and " + version
                        + " is declared");
        require(
                manifest.read() == 0
                        && manifest.duplicates() == 0
                        && manifest.rejected() == 0
                        && manifest.datasets().isEmpty()
                        && manifest.rejectedFiles().isEmpty()
                        && manifest.reasons().isEmpty()
                        && manifest.publishers().isEmpty(),
                "it is held, and has counts or files all the same");
    }

    private void checkDatasets() {
        require(
                manifest.datasets().keySet().equals(plan.datasets().keySet()),
                "its datasets are " + manifest.datasets().keySet() + ", planned were "
                        + plan.datasets().keySet());
        manifest.datasets().forEach((name, written) -> {
            var dataset = Dataset.fromMap(plan.datasets().get(name));
            require(
                    written.version() == dataset.version(),
                    name + " has version " + written.version() + ", planned was " + dataset.version());
            var columns = FileColumns.of(dataset);
            require(
                    columns.equals(written.columns()),
                    name + " has the columns " + written.columns() + ", declared are " + columns);
            long rows = 0;
            for (var file : written.files()) {
                checkDay(name, file);
                require(file.rows() > 0, file.key() + " has " + file.rows() + " rows");
                rows += file.rows();
            }
            require(
                    rows == written.rows(),
                    name + " has " + written.rows() + " rows, but its files together have " + rows);
        });
    }

    private void checkDay(String dataset, Manifest.DataFile file) {
        require(file.dt() != null && file.dt().matches(DAY), file.key() + " is of the day " + file.dt());
        var own = keys.day(dataset, file.dt());
        require(
                isBelow(own, file.key(), ".parquet"),
                file.key() + " is not a Parquet file in the attempt's own folder " + own);
    }

    private void checkRejected() {
        var own = keys.rejected();
        for (var key : manifest.rejectedFiles()) {
            require(isBelow(own, key, ".jsonl.gz"), key + " is not a file of lines in the attempt's own folder " + own);
        }
        var kept = manifest.rejected() - manifest.erased();
        require(
                manifest.rejectedFiles().isEmpty() == (kept == 0),
                kept + " rejected lines are to be kept, in "
                        + manifest.rejectedFiles().size() + " files");
    }

    private void checkSums() {
        require(manifest.duplicates() >= 0, "it has " + manifest.duplicates() + " duplicates");
        manifest.reasons().forEach((reason, count) -> require(count > 0, count + " lines are rejected as " + reason));
        var reasons =
                manifest.reasons().values().stream().mapToLong(Long::longValue).sum();
        require(
                reasons == manifest.rejected(),
                manifest.rejected() + " lines are rejected, but its reasons together have " + reasons);
        require(
                manifest.read() == manifest.written() + manifest.duplicates() + manifest.rejected(),
                "read " + manifest.read() + " is not written " + manifest.written() + " + duplicates "
                        + manifest.duplicates() + " + rejected " + manifest.rejected());
        require(
                plan.only() != null || !plan.files().isEmpty() || manifest.read() == plan.records(),
                "it has read " + manifest.read() + " records of " + plan.records() + " that are planned");
    }

    private void checkPublishers() {
        long numbers = 0;
        for (var publisher : manifest.publishers().entrySet()) {
            long last = -1;
            for (var range : publisher.getValue()) {
                require(
                        range.length == 2 && range[0] > 0 && range[0] > last + 1 && range[1] >= range[0],
                        "the ranges of the publisher " + publisher.getKey() + " do not rise");
                numbers += range[1] - range[0] + 1;
                last = range[1];
            }
        }
        require(
                numbers <= manifest.read(),
                "its publishers have " + numbers + " events, but " + manifest.read() + " were read");
    }

    private void checkFiles(ObjectStore store) {
        var seen = new HashSet<String>();
        for (var written : manifest.datasets().values()) {
            for (var file : written.files()) {
                var bytes = bytes(store, file.key(), seen);
                require(bytes == file.bytes(), file.key() + " has " + bytes + " bytes, not " + file.bytes());
            }
        }
        for (var key : manifest.rejectedFiles()) {
            require(bytes(store, key, seen) > 0, key + " is empty");
        }
    }

    private long bytes(ObjectStore store, String key, Set<String> seen) {
        require(seen.add(key), key + " is named twice");
        var head = store.head(key);
        require(head.isPresent(), "there is no " + key);
        return head.orElseThrow().bytes();
    }

    private static boolean isBelow(String folder, String key, String suffix) {
        return key.startsWith(folder)
                && key.endsWith(suffix)
                && key.substring(folder.length()).matches(NAME)
                && !key.substring(folder.length()).startsWith(".");
    }

    private void require(boolean isTrue, String lie) {
        if (!isTrue) {
            throw new IllegalStateException(keys.proposal() + " is not committed: " + lie
                    + "; the next attempt starts anew, and if it ends the same, the job's jar and this program differ");
        }
    }
}
