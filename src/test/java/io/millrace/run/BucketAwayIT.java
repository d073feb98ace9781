package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.millrace.config.Settings;
import io.millrace.dataset.Datasets;
import io.millrace.source.SourceFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket that is there for the first question of a start and away for the next. */
class BucketAwayIT {
    @TempDir
    private Path folder;

    @Test
    void aStartThatTheBucketFailsNamesTheBucket() throws Exception {
        var s3 = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        s3.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("HEAD") ? 500 : 404, -1);
            exchange.close();
        });
        s3.start();
        var endpoint = URI.create("http://127.0.0.1:" + s3.getAddress().getPort());
        var settings = Settings.load(Optional.empty(), List.of(), Map.of(), folder);
        try (var clients = Clients.local(endpoint, endpoint, null, "us-east-1");
                var pipeline = new Pipeline(
                        settings,
                        Set.of(Role.CLEAN),
                        SourceFolder.of(List.of()),
                        Datasets.shipped().all(),
                        clients,
                        Warehouses.none(),
                        folder,
                        Rhythm.SCHEDULED,
                        false)) {
            var failure = assertThrows(IllegalStateException.class, () -> pipeline.start(null, false));
            assertTrue(failure.getMessage().contains("bucket millrace-lake"), failure.getMessage());
        } finally {
            s3.stop(0);
        }
    }
}
