package io.millrace.retention;

import io.millrace.lake.Batches;
import io.millrace.lake.Listing;
import io.millrace.lake.Manifest;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects the files of attempts that no manifest names. A batch's attempts are only looked at when its manifest is
 * there, which never changes: so what it does not name counts for nothing, now and later. Not thread-safe.
 */
final class Uncommitted {
    private static final Pattern ATTEMPT = Pattern.compile("(?:processed/[^/]+|rejected)/batch=(\\d{1,18})-[^/]+/.+");

    private final Batches batches;
    private final AgedObjects objects;
    private long read;
    private Set<String> named = Set.of();

    /** @param prefix a dataset's folder of the processed zone, or that of rejected lines */
    Uncommitted(Batches batches, Listing listing, String prefix) {
        this.batches = batches;
        this.objects = new AgedObjects(listing, prefix + "batch=");
    }

    /** Looks at files that were written before a time. */
    Task look(Instant before) {
        var committed = batches.committedThrough();
        return objects.look(before, key -> isNoManifests(key, committed));
    }

    private boolean isNoManifests(String key, long committed) {
        var match = ATTEMPT.matcher(key);
        if (!match.matches()) {
            return false;
        }
        var n = Long.parseLong(match.group(1));
        return n <= committed && !named(n).contains(key);
    }

    private Set<String> named(long n) {
        if (n != read) {
            named = files(batches.committed(n));
            read = n;
        }
        return named;
    }

    private static Set<String> files(Manifest manifest) {
        var files = new HashSet<>(manifest.rejectedFiles());
        manifest.datasets().values().forEach(part -> part.files().forEach(file -> files.add(file.key())));
        return files;
    }
}
