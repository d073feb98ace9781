package io.millrace.cli;

import io.millrace.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long hosts are busy with the rounds of all sources: a host is asked for one page at a time. */
final class HostLoads {
    private final Map<String, List<RoundLength.Part>> parts = new TreeMap<>();
    private final Instant now;

    HostLoads(Instant now) {
        this.now = now;
    }

    /**
     * Adds what one source asks of one host in a round.
     *
     * @param pages lists included
     * @param delay the source's, or the site's where that is longer
     */
    void add(Source source, String host, long pages, Duration delay) {
        parts.computeIfAbsent(host, name -> new ArrayList<>())
                .add(new RoundLength.Part(
                        source.name(), pages, delay, RoundLength.period(source, now), source.cron() != null));
    }

    /** A warning for each host that cannot be asked as often as is declared. */
    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        parts.forEach((host, all) -> RoundLength.tooLong(all)
                .ifPresent(said ->
                        findings.add(Finding.warn(all.size() == 1 ? all.get(0).source() : host, said))));
        return findings;
    }
}
