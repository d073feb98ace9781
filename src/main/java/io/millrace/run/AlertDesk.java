package io.millrace.run;

import io.millrace.alert.AlertHistory;
import io.millrace.alert.AlertTables;
import io.millrace.alert.Outbox;
import io.millrace.alert.Preview;
import io.millrace.config.AlertChannel;
import io.millrace.config.AlertRule;
import io.millrace.config.AlertsSettings;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Answers what the command alerts asks, in the process that has the warehouse open. Thread-safe. */
public final class AlertDesk {
    private final AlertsSettings settings;
    private final AlertHistory history;
    private final Preview preview;
    private final Outbox outbox;

    /**
     * What is asked.
     *
     * @param limit how many of the newest alerts; 0: what the rules would say is asked for
     * @param rule the only one that is asked about; null: all
     * @param retry the channel whose given up deliveries are to wait again; empty: all channels; null: none
     */
    record Request(int limit, String rule, String retry) {}

    /** @param warehouses that are open, perhaps the one that holds the alerts among them */
    AlertDesk(Settings settings, List<Warehouse> warehouses) {
        this.settings = settings.alerts();
        this.history = Alerting.history(settings, warehouses);
        this.outbox = Alerting.outbox(settings, warehouses);
        this.preview = warehouses.stream()
                .filter(one -> one.name().equals(settings.alerts().warehouse()))
                .findFirst()
                .map(one -> new Preview(settings.alerts(), new AlertTables(one), Clock.systemUTC()))
                .orElse(null);
    }

    /** Answers the body, a {@link Request}. */
    public byte[] answer(Exchange exchange) throws SQLException {
        return answer(Json.read(exchange.getMessage().getBody(byte[].class), Request.class, "a question about alerts"));
    }

    byte[] answer(Request request) throws SQLException {
        if (request.retry() != null) {
            return Json.bytes(outbox == null ? Map.of() : Map.of("waiting", retry(request.retry())));
        }
        if (request.limit() > 0) {
            return history.newest(Map.of("limit", request.limit())).getBytes(StandardCharsets.UTF_8);
        }
        return Json.bytes(preview == null ? List.of() : preview.rules(request.rule()));
    }

    /** What was given up as its channel or rule is gone would wait for ever. */
    private int retry(String channel) throws SQLException {
        return outbox.retry(
                settings.channels().stream()
                        .map(AlertChannel::name)
                        .filter(name -> channel.isEmpty() || channel.equals(name))
                        .toList(),
                settings.rules().stream().map(AlertRule::name).toList());
    }
}
