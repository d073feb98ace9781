package io.millrace.alert;

import io.millrace.config.AlertChannel;
import io.millrace.config.AlertsSettings;
import io.millrace.reconcile.StageHealth;
import io.millrace.run.TopicServer;
import io.millrace.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/** The shipped routes that tell channels, over an outbox in a warehouse; a round runs when it is asked for. */
final class ToldChannels implements AutoCloseable {
    final AlertsSettings settings;
    final Outbox outbox;
    final Posting posting;
    final StageHealth health;
    private final AlertTables tables;
    private final DefaultCamelContext context = new DefaultCamelContext();

    ToldChannels(AlertsSettings settings, Warehouse warehouse, CloseableHttpClient client, Clock clock)
            throws Exception {
        this(settings, warehouse, client, null, clock);
    }

    /** @param topics null if no channel is a topic */
    ToldChannels(
            AlertsSettings settings, Warehouse warehouse, CloseableHttpClient client, TopicServer topics, Clock clock)
            throws Exception {
        this.settings = settings;
        tables = new AlertTables(warehouse);
        tables.prepare();
        outbox = new Outbox(tables, settings.giveUpAfter(), clock);
        posting = new Posting(settings, outbox, clock);
        health = new StageHealth(clock);
        var registry = context.getRegistry();
        registry.bind("stageHealth", health);
        registry.bind("alertPosting", posting);
        registry.bind("alertEnvelope", new Envelope(secret -> secret.reveal(), clock));
        registry.bind("alertClient", client);
        if (topics != null) {
            registry.bind("alertTopics", topics.topics());
        }
        for (var file : List.of("on-error", "deliver-alerts", "send-alert")) {
            var path = Path.of("src/main/resources/routes", file + ".camel.yaml");
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(org.apache.camel.support.ResourceHelper.fromString(
                            path.getFileName().toString(), Files.readString(path)));
        }
        for (var channel : settings.channels()) {
            if (channel.type() == AlertChannel.Type.EMAIL) {
                registry.bind("alertMail-" + channel.name(), MailSender.of(channel.mail(), secret -> secret.reveal()));
            }
            var type = channel.type().word();
            TemplatedRouteBuilder.builder(context, "deliver-alerts")
                    .routeId("deliver-alerts-" + channel.name())
                    .parameters(Map.of("channel", channel.name(), "type", type, "every", "1000"))
                    .add();
            TemplatedRouteBuilder.builder(context, "send-alert-" + type)
                    .routeId("send-alert-" + type + "-" + channel.name())
                    .parameters(Map.of("channel", channel.name()))
                    .add();
            AdviceWith.adviceWith(
                    context,
                    "deliver-alerts-" + channel.name(),
                    advice -> advice.replaceFromWith("direct:round-" + channel.name()));
        }
        context.start();
    }

    AlertChannel channel(String name) {
        return settings.channels().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Decides one that is told to all channels. */
    void decide(Alert alert) throws SQLException {
        try (var connection = tables.connection()) {
            AlertTables.lock(connection);
            outbox.add(connection, alert, settings);
            connection.commit();
        }
    }

    /** Does what the timer of a channel's route does. */
    void round(String channel) throws Exception {
        try (var template = context.createProducerTemplate()) {
            template.sendBody("direct:round-" + channel, null);
        }
    }

    /** Channel, state, attempts, answer of all deliveries of the newest alert. */
    List<String> deliveries() throws SQLException {
        return outbox.newest(1).get(0).deliveries().stream()
                .map(told -> told.channel() + " " + told.state() + " " + told.attempts() + " " + told.answer())
                .toList();
    }

    @Override
    public void close() {
        context.stop();
    }
}
