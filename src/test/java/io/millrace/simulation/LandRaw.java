package io.millrace.simulation;

import io.millrace.dataset.Carried;
import io.millrace.dataset.ShardBatch;
import io.millrace.lake.Commits;
import io.millrace.lake.Landing;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** The routes {@code land-raw} and {@code land-batch}, without Camel running them. */
final class LandRaw {
    private static final CamelContext CONTEXT = new DefaultCamelContext();

    private final World world;
    private final WiredLake lake;
    private final Landing landing;
    private final Steps steps;

    LandRaw(World world, WiredLake lake, Landing landing, Steps steps) {
        this.world = world;
        this.lake = lake;
        this.landing = landing;
        this.steps = steps;
    }

    /** Lands a batch, and answers with the sequence number through which its shard is durable. */
    String land(ShardBatch batch) {
        if (world.mutation == Mutation.ADVANCE_BEFORE_PUT) {
            // The reader's records are its own only until it has advanced.
            var kept = new ShardBatch(batch.stream(), batch.shard(), batch.after(), List.copyOf(batch.records()));
            world.later("put", 0, () -> unheard(kept));
            return batch.last().seq();
        }
        return carryOut(batch);
    }

    @SuppressWarnings("unchecked")
    private String carryOut(ShardBatch batch) {
        var exchange = new DefaultExchange(CONTEXT);
        var message = exchange.getMessage();
        message.setBody(batch);
        steps.at("land");
        steps.at("draft-object");
        landing.draft(exchange);
        steps.at("commit-landed");
        var committed = lake.create(
                message.getHeader(AWS2S3Constants.KEY, String.class),
                message.getBody(byte[].class),
                message.getHeader(AWS2S3Constants.METADATA, Map.class));
        if (world.mutation == Mutation.EXACT_POSITION && !committed) {
            return batch.last().seq();
        }
        message.setHeader(Commits.COMMITTED, committed);
        steps.at("settle");
        landing.settle(exchange);
        steps.at("remember-landed");
        steps.at("overwrite");
        lake.put(message.getHeader(AWS2S3Constants.KEY, String.class), message.getBody(byte[].class));
        steps.at("report-landed");
        return message.getHeader(Carried.LANDED_THROUGH, String.class);
    }

    private void unheard(ShardBatch batch) {
        try {
            carryOut(batch);
        } catch (RuntimeException e) {
            world.trace("a put failed unheard: " + e.getMessage());
        }
    }
}
