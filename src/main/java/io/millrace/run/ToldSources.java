package io.millrace.run;

import io.millrace.dataset.Json;
import io.millrace.lake.ObjectStore;
import io.millrace.member.Heartbeat;
import io.millrace.reconcile.Status;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/** How a process tells in the lake what it knows of its sources, for a status elsewhere. */
public final class ToldSources {
    private static final String FOLDER = "_members/sources/";
    private static final String ENDING = ".json";
    private static final int MOST = 1_000;

    private final Supplier<String> instance;
    private final Supplier<List<Status.Source>> sources;

    /** What one process told; it writes it over what it told before. */
    private record Told(List<Status.Source> sources) {}

    /** @param instance name under which this process acts now */
    ToldSources(Supplier<String> instance, Supplier<List<Status.Source>> sources) {
        this.instance = instance;
        this.sources = sources;
    }

    /** Makes what is known now the body, and sets where it is to be put. */
    public void describe(Exchange exchange) {
        var message = exchange.getMessage();
        message.setHeader(AWS2S3Constants.KEY, key(instance.get()));
        message.setHeader(AWS2S3Constants.METADATA, Map.of());
        message.setBody(Json.bytes(new Told(sources.get())));
    }

    /**
     * What processes that have not stopped told.
     *
     * @param instances as they told of themselves
     * @param self name of the one that is left out; null: none
     */
    static List<Status.Source> of(ObjectStore store, List<Heartbeat> instances, String self) {
        return instances.stream()
                .filter(one -> !one.stopped()
                        && !one.instance().equals(self)
                        && one.roles().contains("fetch"))
                .limit(MOST)
                .flatMap(one -> store
                        .get(key(one.instance()))
                        .map(json ->
                                Json.read(json, Told.class, key(one.instance())).sources())
                        .orElse(List.of())
                        .stream()
                        .map(source -> source.toldBy(one.instance())))
                .toList();
    }

    private static String key(String instance) {
        return FOLDER + instance + ENDING;
    }
}
