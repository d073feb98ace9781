package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.dataset.Carried;
import io.millrace.dataset.ShardBatch;
import io.millrace.lake.LakeFormat;
import io.millrace.lake.RouteCommits;
import io.millrace.reconcile.StageHealth;
import io.millrace.stream.Deliveries;
import io.millrace.stream.ShardWatch;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.main.Main;

/**
 * The routes that land what a trigger of the stream delivers: those of {@code land}, without reading the stream by
 * themselves. Started once, for any number of deliveries.
 */
public final class DeliveryRoutes implements AutoCloseable {
    private static final List<String> FILES = List.of("commit-object", "remember-position", "land-batch");

    private final Main main = new Main();
    private final Deliveries deliveries;
    private FluentProducerTemplate template;

    DeliveryRoutes(Settings settings, Clients clients, Clock clock) throws Exception {
        main.configure()
                .withRoutesIncludePattern(FILES.stream()
                        .map(name -> "classpath:routes/" + name + ".camel.yaml")
                        .collect(Collectors.joining(",")));
        main.configure().withAutoConfigurationEnvironmentVariablesEnabled(false);
        main.addOverrideProperty("camel.main.startup-summary-level", "Off");
        settings.properties().forEach(main::addOverrideProperty);
        main.addMainListener(new SettingsAlone());
        main.init();
        var context = main.getCamelContext();
        var lake = LakeParts.of(clients.s3(), settings.aws().bucket(), new RouteCommits(context));
        context.getRegistry().bind("s3Client", clients.s3());
        StageBeans.bindLanding(context.getRegistry(), lake);
        refuse(LakeFormat.fault(lake.store()));
        main.start();
        var fault = LakeFormat.check(lake.store(), new RouteCommits(context));
        if (fault != null) {
            main.stop();
        }
        refuse(fault);
        template = context.createFluentProducerTemplate();
        var land = settings.land();
        deliveries = new Deliveries(
                clients.kinesis(),
                settings.aws().stream(),
                new Deliveries.Bounds(
                        land.maxAge(), land.maxBytes(), land.maxRecords(), land.poll(), (int) land.memory()),
                new LakePositions(
                        lake.positions(), lake.batches()::plannedEnd, land.start(), new RouteMemory(context), clock),
                watch(new StageHealth(clock)),
                clock,
                this::land);
    }

    /** What lands deliveries; it tells of failures in the log. */
    public Deliveries deliveries() {
        return deliveries;
    }

    private String land(ShardBatch batch) throws Exception {
        var answer = template.to("direct:land-batch").withBody(batch).send();
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage().getHeader(Carried.LANDED_THROUGH, String.class);
    }

    private static ShardWatch watch(StageHealth health) {
        return new ShardWatch() {
            @Override
            public void works(String what) {
                health.worked("land-" + what);
            }

            @Override
            public void fails(String what, Throwable reason) {
                health.failed("land-" + what, reason);
            }
        };
    }

    private static void refuse(String fault) {
        if (fault != null) {
            throw new UsageException(fault);
        }
    }

    @Override
    public void close() {
        main.stop();
    }
}
