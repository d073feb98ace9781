package io.millrace.routes;

import io.millrace.lake.FailedWork;
import io.millrace.reconcile.Goals;
import io.millrace.reconcile.Progress;
import io.millrace.reconcile.StageHealth;
import io.millrace.stream.EventSpool;
import io.millrace.stream.Publishing;
import io.millrace.stream.SpoolWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Some of the program's routes as they are written, with the cloud in memory. Only pauses are shortened. */
final class Routes implements AutoCloseable {
    /** What was done, in order: puts, and what the fakes of a test write. */
    final List<String> log = Collections.synchronizedList(new ArrayList<>());

    final DefaultCamelContext context = new DefaultCamelContext();
    final FakeS3 s3 = new FakeS3(log);
    final FakeKinesis kinesis = new FakeKinesis();
    final StageHealth health = new StageHealth(Clock.systemUTC());
    final Progress progress = new Progress();
    final Goals goals = new Goals(progress);
    EventSpool spool;

    /**
     * @param files names of the files to load; beside them those that every process has
     */
    Routes(String... files) throws Exception {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(in);
        }
        settings.setProperty("millrace.fetch.retry-delay", "1");
        settings.setProperty("millrace.publish.linger", "1");
        context.getPropertiesComponent().setInitialProperties(settings);
        bind("s3Client", s3);
        bind("kinesisClient", kinesis);
        bind("stageHealth", health);
        bind("progress", progress);
        bind("goals", goals);
        bind("failedWork", new FailedWork(Clock.systemUTC()));
        bind("countRetry", (Processor) FailedWork::countRetry);
        for (var file : List.of("on-error", "commit-object", "keep-failed", "remember-position")) {
            load(file);
        }
        for (var file : files) {
            load(file);
        }
    }

    /** With a spool over a folder, begun for as long as the routes run. */
    Routes spool(Path folder) throws IOException {
        spool = EventSpool.open(folder, 16_000_000, Clock.systemUTC(), new SpoolWatch() {
            @Override
            public void works() {
                health.worked("publish-events");
            }

            @Override
            public void fails(Throwable reason) {
                health.failed("publish-events", reason);
            }
        });
        return bind("eventSpool", spool)
                .bind("publishing", new Publishing(spool))
                .bind("reportSendRetry", (Processor) exchange ->
                        health.failed("send-events", exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    Routes bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
        return this;
    }

    /** Makes a route of a template. */
    Routes make(String template, String id, Map<String, Object> parameters) {
        TemplatedRouteBuilder.builder(context, template)
                .routeId(id)
                .parameters(new HashMap<>(parameters))
                .add();
        return this;
    }

    /** Lets a route begin with {@code direct:<route>} instead of what it waits for. */
    Routes begin(String route) throws Exception {
        AdviceWith.adviceWith(context, route, advice -> advice.replaceFromWith("direct:" + route));
        return this;
    }

    Routes add(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        return this;
    }

    Routes start() {
        context.start();
        return this;
    }

    /** Sends a body, and gives the exchange back with its headers or its failure. */
    Exchange send(String address, Object body, Map<String, Object> headers) {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        try (var template = context.createProducerTemplate()) {
            return template.send(address, exchange);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Exchange send(String address, Object body) {
        return send(address, body, Map.of());
    }

    @Override
    public void close() {
        context.stop();
        if (spool != null) {
            try {
                spool.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void load(String file) throws Exception {
        var path = Path.of("src/main/resources/routes", file + ".camel.yaml");
        var text = Files.readString(path)
                .replaceAll("redeliveryDelay: \"\\d+\"", "redeliveryDelay: \"1\"")
                .replaceAll("maximumRedeliveryDelay: \"\\d+\"", "maximumRedeliveryDelay: \"2\"");
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(path.getFileName().toString(), text));
    }
}
