package io.millrace.routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import io.millrace.local.kinesis.ThrottledKinesis;
import io.millrace.stream.Observations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the real wire protocol, into shards that are too busy. */
class SendEventsIT {
    private static final String STREAM = "millrace-events";
    private static final int SHARDS = 4;
    private static final int EVENTS = 6_000;

    @TempDir
    private Path folder;

    @Test
    void eachEventArrivesOnceHoweverOftenTheShardsAreTooBusy() throws Exception {
        try (var kinesis = ThrottledKinesis.start(folder.resolve("kinesis"), STREAM, SHARDS, 500);
                var routes = new Routes("publish-events", "send-events").spool(folder.resolve("spool"))) {
            routes.context.getRegistry().unbind("kinesisClient");
            routes.bind("kinesisClient", kinesis.client());
            Observations.spool(routes.spool, EVENTS);
            routes.start();
            await().atMost(60, SECONDS).until(() -> routes.spool.events() == 0);
            var numbers = kinesis.texts(STREAM, SHARDS).stream()
                    .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), Event.class, STREAM)
                            .n())
                    .sorted()
                    .toList();
            assertEquals(LongStream.rangeClosed(1, EVENTS).boxed().toList(), numbers);
            assertEquals(SHARDS, routes.goals.lastByShard().size());
            assertEquals(List.of(), routes.s3.keys());
        }
    }
}
