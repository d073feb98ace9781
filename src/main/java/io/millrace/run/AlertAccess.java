package io.millrace.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.alert.Alert;
import io.millrace.config.AlertChannel;
import io.millrace.config.AlertRule;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.camel.CamelExecutionException;

/** What the command alerts asks and does: of the process that runs on the data folder, or else of the warehouse itself. */
public final class AlertAccess {
    /** Where no rules are set. */
    public static final String NONE = "no alerts are configured: write rules under alerts: in millrace.yaml, such as"
            + " rules: [{name: drops, drop: 10%}]";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private AlertAccess() {}

    /** The newest alerts with their deliveries, as {@code /api/alerts} gives them. */
    public static JsonNode newest(Settings settings, int limit) throws Exception {
        return ask(settings, new AlertDesk.Request(limit, null, null));
    }

    /**
     * What rules match and would say now: a list of {@link io.millrace.alert.Preview.Rule}.
     *
     * @param rule name of the only one; null: all
     */
    public static JsonNode preview(Settings settings, String rule) throws Exception {
        return ask(settings, new AlertDesk.Request(0, rule, null));
    }

    /**
     * Makes deliveries wait again that were given up: how many.
     *
     * @param channel the only one; null: all
     */
    public static long retry(Settings settings, String channel) throws Exception {
        var answer = ask(settings, new AlertDesk.Request(0, null, channel == null ? "" : channel));
        if (!answer.has("waiting")) {
            throw new UsageException(NONE);
        }
        return answer.path("waiting").asLong();
    }

    /** What came of trying one channel: {@code fault} is null if it took the alert, and {@code answer} is what it said. */
    public record Trial(String channel, String type, String answer, String fault) {}

    /**
     * Tells channels of something that has not happened, and says so.
     *
     * @param rule whose name the test bears; null: none
     */
    public static List<Trial> test(Settings settings, List<AlertChannel> channels, AlertRule rule) {
        var alert = Alert.test(
                rule == null ? "test" : rule.name(),
                rule == null ? "test" : rule.kind().word(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        try (var routes = new FewRoutes(
                settings, List.of("send-alert"), TemplatedRoutes.channels(channels), Alerting.channels(settings))) {
            return channels.stream()
                    .map(channel -> test(routes, channel, alert))
                    .toList();
        }
    }

    private static Trial test(FewRoutes routes, AlertChannel channel, Alert alert) {
        var type = channel.type().word();
        try {
            var answer = routes.ask(TemplatedRoutes.address(channel), alert.to(channel));
            return new Trial(channel.name(), type, String.valueOf(answer), null);
        } catch (RuntimeException e) {
            var cause = e instanceof CamelExecutionException && e.getCause() != null ? e.getCause() : e;
            return new Trial(channel.name(), type, null, Alert.fault(cause));
        }
    }

    /** These settings, or in a folder of the demo its own. */
    public static Settings of(Settings settings) {
        var isDemo = DataFolder.isOne(settings.data()) && DataFolder.kindOf(settings.data()) == DataFolder.Kind.DEMO;
        return isDemo ? settings.with(settings.alerts().ofDemo()) : settings;
    }

    private static JsonNode ask(Settings settings, AlertDesk.Request request) throws Exception {
        var running = RunningProcess.answering(settings.data());
        if (running.isPresent()) {
            return Json.MAPPER.readTree(Inquiry.ask(
                    running.get(),
                    "/control/alerts",
                    new String(Json.bytes(request), StandardCharsets.UTF_8),
                    PATIENCE));
        }
        Inquiry.refuseUnused(settings);
        if (!settings.alerts().isOn()) {
            throw new UsageException(NONE);
        }
        try (var folder = DataFolder.take(settings.data(), Inquiry.kind(settings));
                var warehouses = Warehouses.open(settings, folder.work())) {
            return Json.MAPPER.readTree(new AlertDesk(settings, warehouses.all()).answer(request));
        }
    }
}
