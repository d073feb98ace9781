package io.millrace.catalog;

import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A partition of a table: a folder of the lake of which every file counts.
 *
 * @param values of the table's keys, in their order
 * @param location {@code s3://bucket/…/}
 */
record CatalogPartition(List<String> values, String location) {
    private static final Pattern PROCESSED =
            Pattern.compile("processed/[^/]+/batch=(?<attempt>\\d+-[^/]+)/dt=(?<dt>\\d{4}-\\d\\d-\\d\\d)/[^/]+");
    private static final Pattern RAW = Pattern.compile("raw/dt=(?<dt>\\d{4}-\\d\\d-\\d\\d)/hour=(?<hour>\\d\\d)/[^/]+");
    private static final Pattern BATCH = Pattern.compile("(\\d{1,18})-.+");

    CatalogPartition {
        values = List.copyOf(values);
    }

    /** The days of a dataset in a committed batch. */
    static List<CatalogPartition> of(Manifest manifest, String dataset, String bucket) {
        var part = manifest.datasets().get(dataset);
        return part == null
                ? List.of()
                : part.files().stream()
                        .map(file -> of(PROCESSED, "dt", "attempt", bucket, file.key()))
                        .distinct()
                        .toList();
    }

    /** The hours of the raw zone that a plan reads. */
    static List<CatalogPartition> of(Plan plan, String bucket) {
        return plan.objects().stream()
                .map(object -> of(RAW, "dt", "hour", bucket, object.key()))
                .distinct()
                .toList();
    }

    private static CatalogPartition of(Pattern form, String first, String second, String bucket, String key) {
        var parts = form.matcher(key);
        if (!parts.matches()) {
            throw new IllegalStateException(
                    key + " does not lie in a folder of its own attempt and day: it cannot be registered");
        }
        var folder = key.substring(0, key.lastIndexOf('/') + 1);
        return new CatalogPartition(List.of(parts.group(first), parts.group(second)), "s3://" + bucket + "/" + folder);
    }

    /** Number of the batch whose files a partition of the processed zone has; empty if its values name none. */
    Optional<Long> batch() {
        var attempt = values.size() == 2 ? BATCH.matcher(values.get(1)) : BATCH.matcher("");
        return attempt.matches() ? Optional.of(Long.parseLong(attempt.group(1))) : Optional.empty();
    }

    /** Whether both mean the same folder. */
    boolean isAt(String other) {
        return Objects.equals(folder(location), folder(other));
    }

    private static String folder(String location) {
        return location == null || location.endsWith("/") ? location : location + "/";
    }
}
