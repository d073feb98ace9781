package io.millrace.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.config.AlertRule;
import io.millrace.config.AlertsSettings;
import io.millrace.dataset.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What was told, and what is to be, as JSON for the dashboard and the commands. Thread-safe. */
public final class AlertHistory {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final AlertsSettings settings;
    private final Outbox outbox;

    /** @param outbox null where this process has none */
    public AlertHistory(AlertsSettings settings, Outbox outbox) {
        this.settings = settings;
        this.outbox = outbox;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record History(boolean configured, List<Rule> rules, List<Line> alerts) {}

    private record Rule(String name, String condition, String matches, String cooldown, List<String> channels) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record Line(
            String id,
            String rule,
            String kind,
            String source,
            String sku,
            String name,
            String text,
            BigDecimal price,
            String currency,
            @JsonProperty("before_price") BigDecimal beforePrice,
            @JsonProperty("decided_at") Instant decidedAt,
            List<Told> deliveries) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record Told(
            String channel,
            String state,
            int attempts,
            @JsonProperty("sent_at") Instant sentAt,
            String error) {}

    /**
     * {@code /api/alerts?limit=}: rules, and the newest alerts with their deliveries, newest first.
     *
     * @param parameters of a request; others than {@code limit} are left alone
     * @throws IllegalArgumentException saying what is wrong with the limit
     */
    public String newest(Map<String, Object> parameters) throws SQLException {
        var limit = limit(parameters.get("limit"));
        var rules = settings.rules().stream().map(AlertHistory::rule).toList();
        var alerts = outbox == null
                ? List.<Line>of()
                : outbox.newest(limit).stream().map(AlertHistory::line).toList();
        return new String(
                Json.bytes(new History(settings.isOn() && outbox != null, rules, alerts)), StandardCharsets.UTF_8);
    }

    private static int limit(Object value) {
        if (value == null || value.toString().isBlank()) {
            return USUAL;
        }
        var text = value.toString().strip();
        var number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(
                    "the parameter 'limit' is '" + text + "': give a whole number from 1 to " + MOST);
        }
        return number;
    }

    private static Rule rule(AlertRule rule) {
        return new Rule(rule.name(), rule.condition(), rule.matches(), rule.cooldownText(), rule.to());
    }

    private static Line line(Outbox.Entry entry) {
        var alert = entry.alert();
        var product = alert.product();
        return new Line(
                alert.id(),
                alert.rule(),
                alert.kind(),
                alert.source(),
                product == null ? null : product.sku(),
                product == null ? null : product.name(),
                alert.text(),
                alert.price(),
                alert.currency(),
                alert.before(),
                alert.decidedAt(),
                entry.deliveries().stream().map(AlertHistory::told).toList());
    }

    private static Told told(Outbox.Told told) {
        var sent = told.state().equals("sent");
        return new Told(
                told.channel(),
                told.state(),
                told.attempts(),
                sent ? told.endedAt() : null,
                sent ? null : told.answer());
    }
}
