package io.millrace.aws;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.run.PriceSite;
import io.millrace.run.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stages really ask for, each a process of its own, held against their policies: objects by their keys, too. */
@Tag("long")
class RequestsOfStagesIT {
    private static final int PAGES = 10;
    private static final Pattern REQUEST = Pattern.compile(">> (GET|HEAD|PUT) (/\\S*) HTTP");
    private static final Pattern TARGET = Pattern.compile(">> X-Amz-Target: (\\w+)\\.(\\w+)");
    private static final Pattern KEY = Pattern.compile("/millrace-lake/(.+)");

    /**
     * Something that was asked for.
     *
     * @param resource key of an object; empty where it is the bucket, the stream or the catalog
     */
    record Asked(String action, String resource) {}

    @TempDir
    private Path folder;

    @Test
    void eachStageIsAllowedAllThatItAsksFor() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(
                folder.resolve("millrace.yaml"),
                "land: {max-age: 100ms, poll: 200ms}\nclean: {every: 500ms}\ncatalog: {mode: register, every: 1s}\n");
        Files.writeString(folder.resolve("logback.xml"), logging());
        var said = new LinkedHashMap<String, String>();
        try (var site = PriceSite.start();
                var local = Program.start(folder, "local")) {
            Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
            await().atMost(60, SECONDS).until(() -> local.output().contains("Ctrl-C"));
            try (var land = start("land");
                    var clean = start("clean");
                    var load = start("load");
                    var dashboard = start("dashboard");
                    var fetch = start("fetch")) {
                var stages = Map.of("land", land, "clean", clean, "load", load, "dashboard", dashboard, "fetch", fetch);
                await().atMost(150, SECONDS)
                        .until(() -> isRegistered(clean)
                                && isLoaded(load)
                                && stages.values().stream().allMatch(RequestsOfStagesIT::isAlive));
                stages.forEach((stage, program) -> said.put(stage, program.output()));
            }
        }
        var policies = new Policies(Account.plain());
        said.forEach((stage, output) -> {
            var asked = asked(output);
            assertFalse(asked.isEmpty(), stage);
            var own = policies.policy("millrace-roles-" + stage + "policy");
            var refused = asked.stream()
                    .filter(one -> !Policies.allow(own, one.action(), arn(one)))
                    .collect(Collectors.toSet());
            assertEquals(Set.of(), refused, stage);
        });
        assertTrue(asked(said.get("fetch")).contains(new Asked("kinesis:PutRecords", "")));
        assertTrue(asked(said.get("land")).contains(new Asked("kinesis:GetRecords", "")));
        assertTrue(asked(said.get("clean")).contains(new Asked("glue:CreateTable", "")));
    }

    private Program start(String stage) throws Exception {
        var variables = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                // One process alone may have a DuckDB file.
                "MILLRACE_WAREHOUSES_LOCAL_PATH",
                folder.resolve(stage.equals("load") ? "local.duckdb" : "other.duckdb")
                        .toString());
        return Program.start(variables, folder, "run", "--only", stage);
    }

    private static boolean isRegistered(Program clean) {
        return clean.output().contains("AWSGlue.BatchCreatePartition");
    }

    private static boolean isLoaded(Program load) {
        return load.output().contains(">> GET /millrace-lake/processed/prices/batch");
    }

    private static boolean isAlive(Program stage) {
        return stage.output().contains(">> PUT /millrace-lake/_members/instances/");
    }

    /** The SDK's HTTP client tells each request: its line and its headers. */
    private static String logging() {
        return """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%msg%n%nopex</pattern></encoder>
                  </appender>
                  <logger name="org.apache.http.headers" level="DEBUG"/>
                  <logger name="io.millrace" level="INFO"/>
                  <root level="WARN"><appender-ref ref="console"/></root>
                </configuration>
                """;
    }

    /** Actions, each with the object's key; without, where it is another service's. */
    private static Set<Asked> asked(String output) {
        return Stream.concat(
                        REQUEST.matcher(output)
                                .results()
                                .map(match -> ofBucket(match.group(1), URI.create(match.group(2)))),
                        TARGET.matcher(output)
                                .results()
                                .map(match -> new Asked(
                                        (match.group(1).startsWith("Kinesis") ? "kinesis:" : "glue:") + match.group(2),
                                        "")))
                .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(Asked::toString))));
    }

    private static Asked ofBucket(String method, URI address) {
        var key = KEY.matcher(address.getPath());
        if (!key.matches()) {
            return new Asked("s3:ListBucket", "");
        }
        return new Asked(method.equals("PUT") ? "s3:PutObject" : "s3:GetObject", key.group(1));
    }

    private static String arn(Asked asked) {
        return switch (asked.action().substring(0, asked.action().indexOf(':'))) {
            case "kinesis" -> "arn:aws:kinesis:" + Stack.REGION + ":" + Stack.ACCOUNT + ":stream/millrace-events";
            case "glue" -> "arn:aws:glue:" + Stack.REGION + ":" + Stack.ACCOUNT + ":table/millrace/prices";
            default ->
                "arn:aws:s3:::millrace-lake-lake"
                        + (asked.action().equals("s3:ListBucket") ? "" : "/" + asked.resource());
        };
    }
}
