package io.millrace.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.dataset.StreamRecord;
import io.millrace.run.DataFolder;
import io.millrace.run.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands what an event source mapping of the stream delivers: the same objects as the stage {@code land} makes, beside it
 * and beside other environments of the function. Started once for an environment.
 *
 * <p>Answers with {@code batchItemFailures}: the first record of the event that is not landed, so that the mapping has to
 * have {@code ReportBatchItemFailures}. What is no Kinesis event fails the invocation.
 */
public final class LandHandler implements RequestStreamHandler {
    /** Lands consecutive records of a shard; answers with the first that is not landed. */
    @FunctionalInterface
    interface Landing {
        Optional<String> land(String shard, List<StreamRecord> records, BooleanSupplier late);
    }

    private static final Logger LOG = LoggerFactory.getLogger(LandHandler.class);
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final String stream;
    private final Landing landing;

    /** Starts the routes, by the settings of the environment. */
    public LandHandler() throws Exception {
        this(FunctionSettings.load());
    }

    private LandHandler(Settings settings) throws Exception {
        this(settings.aws().stream(), start(settings));
    }

    LandHandler(String stream, Landing landing) {
        this.stream = stream;
        this.landing = landing;
    }

    /** It is never closed: an environment ends without a word. */
    private static Landing start(Settings settings) throws Exception {
        var session = Session.open(settings, Session.FUNCTION, DataFolder.Kind.RUN);
        return session.startDeliveries().deliveries()::land;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var event = KinesisEvent.read(in.readAllBytes(), stream);
        var deadline = new Deadline(context::getRemainingTimeInMillis, RESERVE);
        var left = new ArrayList<String>();
        event.shards().forEach((shard, records) -> {
            var first = landing.land(shard, records, deadline::isNear);
            var through = records.get(records.size() - 1).seq();
            if (first.isPresent()) {
                left.add(first.get());
                LOG.warn(
                        "shard={} delivered={} through={} not landed from {} on",
                        shard,
                        records.size(),
                        through,
                        first.get());
            } else {
                LOG.info("shard={} delivered={} through={} landed", shard, records.size(), through);
            }
        });
        out.write(Json.bytes(BatchItemFailures.of(left)));
    }
}
