package io.millrace.alert;

import io.millrace.config.AlertChannel;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Alerts that this process is to tell to one channel in one message, and nobody else meanwhile.
 *
 * @param alerts oldest first; one where the channel is told one at a time
 * @param lease by which this process has them
 * @param attempt the how manieth it is, from 1
 * @param since when the youngest of them began to wait
 */
public record Delivery(List<Alert> alerts, AlertChannel channel, String lease, int attempt, Instant since) {
    public Delivery {
        alerts = List.copyOf(alerts);
    }

    /** The one that is told; of several the oldest. */
    Alert alert() {
        return alerts.get(0);
    }

    /** The same however often these are told together: that of the alert, or of several one that follows from theirs. */
    String id() {
        return alerts.size() == 1
                ? alert().id()
                : AlertIds.hash(Stream.concat(
                                Stream.of("bundle"),
                                alerts.stream().map(Alert::id).sorted())
                        .toArray(String[]::new));
    }
}
