package io.millrace.alert;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Several alerts in one message, by rules: those with most first, and of a rule the greatest change first. */
final class Digest {
    private static final int MOST_NAMES = 5;
    private static final Comparator<Alert> STRENGTH = Comparator.comparing(Digest::strength)
            .reversed()
            .thenComparing(Alert::decidedAt)
            .thenComparing(Alert::id);

    private final List<Group> groups;

    /** What one rule says. */
    record Group(String rule, List<Alert> alerts) {}

    Digest(List<Alert> alerts) {
        Map<String, List<Alert>> rules =
                alerts.stream().collect(Collectors.groupingBy(Alert::rule, TreeMap::new, Collectors.toList()));
        this.groups = rules.entrySet().stream()
                .map(rule -> new Group(
                        rule.getKey(), rule.getValue().stream().sorted(STRENGTH).toList()))
                .sorted(Comparator.comparing((Group group) -> group.alerts().size())
                        .reversed())
                .toList();
    }

    List<Group> groups() {
        return groups;
    }

    /** {@code 23 alerts: drops (21), back (2)}. */
    String title() {
        var count = groups.stream().mapToInt(group -> group.alerts().size()).sum();
        return count + " alerts: "
                + groups.stream()
                        .limit(MOST_NAMES)
                        .map(group -> group.rule() + " (" + group.alerts().size() + ")")
                        .collect(Collectors.joining(", "))
                + (groups.size() > MOST_NAMES ? " and others" : "");
    }

    private static BigDecimal strength(Alert alert) {
        return alert.changePercent() == null
                ? BigDecimal.ZERO
                : alert.changePercent().abs();
    }
}
