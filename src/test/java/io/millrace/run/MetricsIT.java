package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape of a running pipeline gives. */
class MetricsIT {
    /** The text format of Prometheus, version 0.0.4. */
    private static final Pattern LINE =
            Pattern.compile("(?<name>[a-z_]+)(\\{([a-z]+=\"[^\"]*\",?)+})? (-?[0-9.]+(E-?[0-9]+)?|NaN)");

    private static final Pattern COMMENT = Pattern.compile("# (HELP [a-z_]+ .+|TYPE [a-z_]+ (gauge|counter))");

    @TempDir
    private Path folder;

    @Test
    void everyLineIsOneThatPrometheusReads() throws Exception {
        try (var pipeline = WholePipeline.start(folder, List.of())) {
            var answer = ask(pipeline.url() + "/metrics");
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            var names = new TreeSet<String>();
            for (var line : answer.body().lines().toList()) {
                var sample = LINE.matcher(line);
                assertTrue(sample.matches() || COMMENT.matcher(line).matches(), line);
                if (sample.matches()) {
                    names.add(sample.group("name"));
                }
            }
            assertTrue(
                    names.containsAll(List.of(
                            "millrace_stream_behind_records",
                            "millrace_stream_behind_seconds",
                            "millrace_landed_records_total",
                            "millrace_warehouse_rows",
                            "millrace_sums_hold",
                            "millrace_events_published_total",
                            "jvm_memory_used_bytes")),
                    names.toString());
        }
    }

    private static HttpResponse<String> ask(String url) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
