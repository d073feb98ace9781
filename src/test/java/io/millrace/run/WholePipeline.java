package io.millrace.run;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.source.Source;
import io.millrace.source.SourceFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;

/** The whole program with all its roles, over stand-ins in a folder; its Camel context is open to be looked at. */
public final class WholePipeline implements AutoCloseable {
    private final Session session;
    private final Pipeline pipeline;
    private final ControlPort control;

    private WholePipeline(Session session, Pipeline pipeline, ControlPort control) {
        this.control = control;
        this.session = session;
        this.pipeline = pipeline;
    }

    /** Starts it as {@code run} does. */
    public static WholePipeline start(Path folder, List<Source> sources) throws Exception {
        return start(folder, sources, "embedded");
    }

    /** Starts it with another engine that cleans. */
    public static WholePipeline start(Path folder, List<Source> sources, String engine) throws Exception {
        return start(folder, SourceFolder.of(sources), engine);
    }

    /** Starts it with sources that may change. */
    public static WholePipeline start(Path folder, SourceFolder sources, String engine) throws Exception {
        var flags = new ArrayList<Flag>();
        flags.add(new Flag("--data", "millrace.data", folder.resolve("data").toString()));
        // So that the routes of the catalog run too.
        flags.add(new Flag("--catalog", "millrace.catalog.mode", "crawler"));
        flags.add(new Flag("--crawler", "millrace.catalog.crawler", "raw-zone"));
        flags.add(new Flag("--engine", "millrace.clean.engine", engine));
        var settings = Settings.load(Optional.empty(), flags, Map.of(), folder);
        var session = Session.open(settings, "run", DataFolder.Kind.RUN);
        try {
            makeCrawler(session);
            var control = ControlPort.choose("127.0.0.1", OptionalInt.empty());
            return new WholePipeline(session, session.start(Role.all(), sources, Rhythm.SCHEDULED, control), control);
        } catch (Exception e) {
            session.close();
            throw e;
        }
    }

    private static void makeCrawler(Session session) {
        try {
            session.clients()
                    .glue()
                    .createCrawler(r -> r.name("raw-zone")
                            .role("crawls")
                            .targets(t -> t.s3Targets(s -> s.path("s3://millrace-lake/raw/"))));
        } catch (AlreadyExistsException e) {
            // It is there from an earlier start.
        }
    }

    /** Address of its port. */
    public String url() {
        return control.url();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    public CamelContext context() {
        return pipeline.context();
    }

    @Override
    public void close() {
        session.close();
    }
}
