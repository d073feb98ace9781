package io.millrace.lake;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Plans and manifests of new batches, as tests need them. */
public final class Batched {
    private Batched() {}

    public static Plan plan(long n, Instant planned) {
        return plan(n, planned, List.of(), Map.of(), Map.of());
    }

    public static Plan plan(
            long n,
            Instant planned,
            List<RawObject> objects,
            Map<String, Plan.End> ends,
            Map<String, Map<String, Object>> datasets) {
        var before = n == 1 ? null : plan(n - 1, planned);
        return Plan.next(before, planned, objects, ends, datasets);
    }

    public static Manifest manifest(
            long n,
            Instant committed,
            long read,
            long duplicates,
            Map<String, Long> reasons,
            Map<String, Manifest.Written> datasets,
            Map<String, List<long[]>> publishers) {
        return new Manifest(
                n,
                BatchKind.NEW,
                "attempt" + n,
                committed,
                read,
                duplicates,
                reasons.values().stream().mapToLong(Long::longValue).sum(),
                reasons,
                List.of(),
                datasets,
                publishers,
                List.of(),
                null,
                null,
                Totals.NONE);
    }

    /** The same as a batch of another kind, which is about others. */
    public static Manifest about(Manifest manifest, BatchKind kind, List<Long> replaces, String only) {
        return new Manifest(
                manifest.n(),
                kind,
                manifest.attempt(),
                manifest.committed(),
                manifest.read(),
                manifest.duplicates(),
                manifest.rejected(),
                manifest.reasons(),
                manifest.rejectedFiles(),
                manifest.datasets(),
                manifest.publishers(),
                replaces,
                only,
                manifest.held(),
                manifest.totals());
    }

    /** Commits a manifest with the totals that follow those of the batch before it. */
    public static void commit(FakeLake lake, Manifest manifest) {
        var batches = new Batches(lake);
        var before = manifest.n() == 1
                ? Totals.NONE
                : batches.manifest(manifest.n() - 1).map(Manifest::totals).orElse(Totals.NONE);
        var whole = manifest.with(before.plus(manifest, batches::committed));
        lake.create(whole.key(), whole.toJson(), Map.of());
    }
}
