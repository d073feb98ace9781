package io.millrace.alert;

import io.millrace.config.AlertRule;
import io.millrace.config.AlertsSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What rules match, and what each would say now if nothing had been told yet; writes nothing. Thread-safe. */
public final class Preview {
    private static final int MOST = 10;

    private final AlertsSettings settings;
    private final AlertTables tables;
    private final Sightings sightings;
    private final Clock clock;

    public Preview(AlertsSettings settings, AlertTables tables, Clock clock) {
        this.settings = settings;
        this.tables = tables;
        this.sightings = new Sightings(tables);
        this.clock = clock;
    }

    /**
     * Of one rule.
     *
     * @param products that it concerns, or sources
     * @param unsure of these, those whose newest price was read with too little confidence to count
     * @param says the first ten sentences
     * @param more how many there are beside them
     */
    public record Rule(
            String name,
            String condition,
            String matches,
            List<String> channels,
            long products,
            long unsure,
            List<String> says,
            long more) {}

    /** What is known of one rule while the looks go by. */
    private static final class Count {
        private final List<String> says = new ArrayList<>();
        private long products;
        private long unsure;
        private long more;

        private void say(String text) {
            if (says.size() < MOST) {
                says.add(text);
            } else {
                more++;
            }
        }
    }

    /**
     * The rules in their order.
     *
     * @param only name of one; null or empty: all
     */
    public List<Rule> rules(String only) throws SQLException {
        var rules = new ArrayList<Rule>();
        for (var rule : settings.rules()) {
            if (only == null || only.isEmpty() || only.equals(rule.name())) {
                var count = count(rule);
                rules.add(new Rule(
                        rule.name(),
                        rule.condition(),
                        rule.matches(),
                        rule.to(),
                        count.products,
                        count.unsure,
                        count.says,
                        count.more));
            }
        }
        return rules;
    }

    private Count count(AlertRule rule) throws SQLException {
        var count = new Count();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try (var connection = tables.connection()) {
            if (sightings.loaded(connection, BatchRanges.NONE).isEmpty()) {
                return count;
            }
            if (rule.kind().isOfSource()) {
                silences(rule, sightings.newest(connection, null), now, count);
                return count;
            }
            sightings.latest(connection, (look, confidence) -> {
                if (Judge.concerns(rule, look)) {
                    count.products++;
                    count.unsure += confidence != null && confidence < rule.minConfidence() ? 1 : 0;
                }
            });
            Sightings.Taker taker = look -> {
                var verdict = Judge.concerns(rule, look) ? Judge.of(rule, look, null) : Verdict.SILENT;
                if (verdict.tells()) {
                    count.say(Alert.of(rule, look, verdict, now).text());
                }
            };
            var trust = new Sightings.Trust(rule.minConfidence(), now.minus(settings.maxAge()));
            if (rule.kind().isOfPrice()) {
                sightings.prices(connection, null, trust, rule.reach(), taker);
            } else {
                sightings.stock(connection, null, trust, taker);
            }
        }
        return count;
    }

    private static void silences(AlertRule rule, Map<String, Instant> newest, Instant now, Count count) {
        for (var source : new TreeSet<>(newest.keySet())) {
            if (rule.source() != null && !rule.source().equals(source)) {
                continue;
            }
            count.products++;
            if (rule.kind() == AlertRule.Kind.NO_DATA
                    && !now.isBefore(newest.get(source).plus(rule.silence()))) {
                count.say(Wording.silence(source, newest.get(source), rule.silence()));
            }
        }
    }
}
