package io.millrace.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Gathers what a deep check finds, with a bound: of each kind the first few are named, then counted. Not thread-safe. */
final class Findings {
    private static final int NAMED = 100;
    private static final long SAID_EVERY = 50;

    private final Map<String, List<DeepReport.Finding>> named = new LinkedHashMap<>();
    private final Map<String, Long> more = new TreeMap<>();
    private final Map<String, Long> checked = new LinkedHashMap<>();
    private final Consumer<String> progress;

    Findings(Consumer<String> progress) {
        this.progress = progress;
    }

    void add(String kind, String place, String found) {
        var list = named.computeIfAbsent(kind, none -> new ArrayList<>());
        if (list.size() < NAMED) {
            list.add(new DeepReport.Finding(kind, place, found));
        } else {
            more.merge(kind, 1L, Long::sum);
        }
    }

    void checked(String what, long count) {
        checked.merge(what, count, Long::sum);
    }

    /** Tells how far a part of the check is, now and then. */
    void progress(String what, long done, long all) {
        if (done % SAID_EVERY == 1 || done == all) {
            progress.accept(String.format(Locale.ROOT, "%s %,d of %,d", what, done, all));
        }
    }

    DeepReport report() {
        var findings = new ArrayList<DeepReport.Finding>();
        named.forEach((kind, list) -> {
            findings.addAll(list);
            if (more.containsKey(kind)) {
                findings.add(new DeepReport.Finding(kind, "in all", "and " + more.get(kind) + " more of this kind"));
            }
        });
        return new DeepReport(checked, findings);
    }
}
