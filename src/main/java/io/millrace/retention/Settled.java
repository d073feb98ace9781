package io.millrace.retention;

import io.millrace.lake.Batches;
import io.millrace.lake.Listing;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Collects what engines outside of Millrace were told and what they proposed, once the batch is committed: then neither is
 * asked for any more. Not thread-safe.
 */
final class Settled {
    static final List<String> FOLDERS = List.of("processed/_submissions/", "processed/_proposals/");

    private static final Pattern NUMBERED = Pattern.compile("processed/_[a-z]+/(\\d{8,18})-.+\\.json");

    private final Batches batches;
    private final AgedObjects objects;

    Settled(Batches batches, Listing listing, String folder) {
        this.batches = batches;
        this.objects = new AgedObjects(listing, folder);
    }

    /** Looks at objects that were written before a time. */
    Task look(Instant before) {
        var committed = batches.committedThrough();
        return objects.look(before, key -> {
            var match = NUMBERED.matcher(key);
            return match.matches() && Long.parseLong(match.group(1)) <= committed;
        });
    }
}
