package io.millrace.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Reason;
import io.millrace.lake.Removal;
import io.millrace.lake.Totals;
import io.millrace.warehouse.ParquetReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Holds the committed manifests against the files that they name, and their totals against those before. */
final class ManifestCheck {
    private final ObjectStore store;
    private final Batches batches;
    private final ParquetReader parquet;
    private final Findings findings;
    private final Removal removed;
    private Totals before = Totals.NONE;

    ManifestCheck(ObjectStore store, Batches batches, ParquetReader parquet, Findings findings) {
        this.store = store;
        this.batches = batches;
        this.parquet = parquet;
        this.findings = findings;
        this.removed = batches.removals().newest();
    }

    void check(long committed) throws IOException {
        for (long n = 1; n <= committed; n++) {
            findings.progress("batch", n, committed);
            var manifest = batches.manifest(n);
            if (manifest.isEmpty()) {
                findings.add("batch_missing", Manifest.key(n), "is gone; restore it from a backup or its versions");
                before = null;
            } else {
                check(manifest.get());
            }
        }
    }

    private void check(Manifest manifest) throws IOException {
        findings.checked("batches", 1);
        long written = 0;
        for (var entry : manifest.datasets().entrySet()) {
            written += written(manifest, entry.getKey(), entry.getValue());
        }
        var reasons = rejected(manifest);
        if (!reasons.equals(new TreeMap<>(manifest.reasons()))) {
            findings.add(
                    "batch_reasons",
                    manifest.key(),
                    "counts the rejected lines as " + manifest.reasons() + ", its files hold " + reasons);
        }
        var rejected = reasons.values().stream().mapToLong(Long::longValue).sum();
        if (rejected != manifest.rejected()) {
            findings.add(
                    "batch_rejected",
                    manifest.key(),
                    "says that " + manifest.rejected() + " lines were rejected, its files hold " + rejected);
        }
        if (manifest.read() != written + manifest.duplicates() + rejected) {
            findings.add(
                    "batch_sum",
                    manifest.key(),
                    "read " + manifest.read() + ", but its files hold " + written + " rows and " + rejected
                            + " rejected lines, beside " + manifest.duplicates() + " duplicates");
        }
        read(manifest);
        totals(manifest);
    }

    /** Lines read are those of the plan's objects. */
    private void read(Manifest manifest) {
        if (!manifest.kind().readsFirst()) {
            return;
        }
        batches.plan(manifest.n()).ifPresent(plan -> {
            var read =
                    manifest.held() == null ? manifest.read() : manifest.held().records();
            if (read != plan.records()) {
                findings.add(
                        "batch_read",
                        manifest.key(),
                        "is about " + read + " records, its plan's objects hold " + plan.records());
            }
        });
    }

    private long written(Manifest manifest, String dataset, Manifest.Written part) throws IOException {
        long rows = 0;
        for (var file : part.files()) {
            var place = manifest.key() + " " + file.key();
            if (removed.holds(Removal.processed(dataset), manifest.n())) {
                findings.checked("removed_files", 1);
                rows += file.rows();
                continue;
            }
            var content = store.get(file.key());
            findings.checked("files", 1);
            if (content.isEmpty()) {
                findings.add("file_missing", place, "is gone; restore it from a backup or its versions");
                continue;
            }
            if (content.get().length != file.bytes()) {
                findings.add("file_bytes", place, "has " + content.get().length + " bytes, expected " + file.bytes());
            }
            try {
                var found = parquet.count(content.get(), rowsOf(manifest));
                findings.checked("rows", found.rows());
                rows += found.rows();
                if (found.rows() != file.rows()) {
                    findings.add("file_rows", place, "has " + found.rows() + " rows, expected " + file.rows());
                }
                if (found.foreign() > 0) {
                    findings.add("file_batch", place, "has " + found.foreign() + " rows of other batches");
                }
            } catch (SQLException e) {
                findings.add("file_unreadable", place, "cannot be read as Parquet: " + Reason.of(e));
            }
        }
        var promised = part.files().stream().mapToLong(Manifest.DataFile::rows).sum();
        if (promised != part.rows()) {
            findings.add(
                    "batch_rows",
                    manifest.key() + " " + dataset,
                    "says " + part.rows() + " rows, its files' rows are " + promised);
        }
        return rows;
    }

    /** The batches that a batch's rows may be of: one that writes files anew leaves its rows their numbers. */
    private static Collection<Long> rowsOf(Manifest manifest) {
        return manifest.kind().rewrites() ? manifest.replaces() : List.of(manifest.n());
    }

    private Map<String, Long> rejected(Manifest manifest) {
        if (removed.holds(Removal.REJECTED, manifest.n())) {
            findings.checked("removed_files", manifest.rejectedFiles().size());
            return new TreeMap<>(manifest.reasons());
        }
        var reasons = new TreeMap<String, Long>();
        if (manifest.erased() > 0) {
            // Nothing of those is kept.
            reasons.put(Manifest.ERASED, manifest.erased());
        }
        for (var key : manifest.rejectedFiles()) {
            var place = manifest.key() + " " + key;
            var content = store.get(key);
            findings.checked("files", 1);
            if (content.isEmpty()) {
                findings.add("file_missing", place, "is gone; restore it from a backup or its versions");
                continue;
            }
            var line = 0;
            try (var reader = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(new ByteArrayInputStream(content.get())), StandardCharsets.UTF_8))) {
                for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                    line++;
                    reasons.merge(Json.MAPPER.readTree(text).path("reason").asText(), 1L, Long::sum);
                }
                findings.checked("rejected", line);
            } catch (IOException e) {
                findings.add("file_unreadable", place, "cannot be read after line " + line + ": " + Reason.of(e));
            }
        }
        return reasons;
    }

    private void totals(Manifest manifest) {
        if (before != null && !batchesGone(manifest)) {
            var expected = before.plus(manifest, batches::committed);
            var difference = difference(expected, manifest);
            if (!difference.isEmpty()) {
                findings.add(
                        "batch_totals",
                        manifest.key(),
                        "its totals do not follow from those of the batch before: " + difference);
            }
        }
        before = manifest.totals();
    }

    private boolean batchesGone(Manifest manifest) {
        return manifest.replaces().stream().anyMatch(n -> !batches.isCommitted(n));
    }

    private static String difference(Totals expected, Manifest manifest) {
        JsonNode there = Json.MAPPER.valueToTree(manifest.totals());
        JsonNode follows = Json.MAPPER.valueToTree(expected);
        var said = new StringBuilder();
        follows.properties().forEach(entry -> {
            var found = there.path(entry.getKey());
            if (!found.equals(entry.getValue())) {
                said.append(said.isEmpty() ? "" : ", ")
                        .append(entry.getKey())
                        .append(" is ")
                        .append(cut(found.toString()))
                        .append(", expected ")
                        .append(cut(entry.getValue().toString()));
            }
        });
        return said.toString();
    }

    private static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
