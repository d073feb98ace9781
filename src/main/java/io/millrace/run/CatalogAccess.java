package io.millrace.run;

import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogDifference;
import io.millrace.catalog.CatalogRound;
import io.millrace.catalog.CatalogTable;
import io.millrace.config.CatalogSettings;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * The way to the catalog for a command: beside whatever process runs, as any number may register. Target local: to the
 * stand-ins of the process on the data folder, or ones of its own.
 */
public final class CatalogAccess implements AutoCloseable {
    private final Settings settings;
    private final Clients clients;
    private final Session session;
    private final Catalog catalog;

    private CatalogAccess(Settings settings, Clients clients, Session session) {
        this.settings = settings;
        this.clients = clients;
        this.session = session;
        this.catalog = catalog(
                settings,
                Datasets.load(settings.datasets()).all(),
                clients.glue(),
                LakeParts.of(clients.s3(), settings.aws().bucket(), (key, content, metadata) -> {
                    throw new IllegalStateException("a look at the catalog commits nothing");
                }));
    }

    /** @throws UsageException if there is no catalog by the settings */
    public static CatalogAccess open(Settings settings) throws IOException {
        if (settings.catalog().mode() == CatalogSettings.Mode.NONE) {
            throw new UsageException("catalog.mode is none: set register, and the lake gets into the Glue catalog");
        }
        var region = settings.aws().region();
        if (settings.target() == Target.AWS) {
            return new CatalogAccess(settings, Clients.aws(region).withGlue(region), null);
        }
        Inquiry.refuseUnused(settings);
        var running = RunningProcess.find(settings.data()).filter(process -> process.glue() != null);
        if (running.isPresent()) {
            var clients = Clients.local(
                    URI.create(running.get().kinesis()),
                    URI.create(running.get().s3()),
                    null,
                    region);
            return new CatalogAccess(
                    settings, clients.withGlue(URI.create(running.get().glue()), region), null);
        }
        var session = Session.open(settings, "catalog", Inquiry.kind(settings));
        return new CatalogAccess(settings, session.clients(), session);
    }

    /** The database that the lake is registered in; null: none. */
    static String database(Settings settings) {
        return settings.catalog().mode() == CatalogSettings.Mode.NONE
                ? null
                : settings.catalog().database();
    }

    static Catalog catalog(Settings settings, List<Dataset> datasets, GlueClient glue, LakeParts lake) {
        var bucket = settings.aws().bucket();
        var raw = settings.catalog().mode() == CatalogSettings.Mode.REGISTER;
        return new Catalog(
                glue,
                settings.catalog().database(),
                bucket,
                CatalogTable.all(bucket, datasets, raw),
                lake.batches(),
                lake.store());
    }

    /** What catalog and manifests say differently, table by table. */
    public List<CatalogDifference> differences() {
        return catalog.differences();
    }

    /** Mends it, by the route that registers too. */
    public CatalogRound repair() {
        var beans = Map.<String, Object>of("catalog", catalog, "glueClient", clients.glue(), "s3Client", clients.s3());
        try (var routes = new FewRoutes(settings, List.of("catalog-round"), beans)) {
            var round = (CatalogRound) routes.ask("direct:catalog-round", catalog.repair());
            catalog.report(round);
            return round;
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        } else {
            clients.close();
        }
    }
}
