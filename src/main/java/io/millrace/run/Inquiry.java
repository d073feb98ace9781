package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.dataset.Json;
import io.millrace.lake.LakeFormat;
import io.millrace.lake.Submissions;
import io.millrace.member.Living;
import io.millrace.reconcile.StageHealth;
import io.millrace.stream.ShardTip;
import io.millrace.warehouse.Query;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Questions that can be asked at any time: of the process that runs on the data folder, or else of the folder itself. */
public final class Inquiry {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OK = 200;

    private Inquiry() {}

    /**
     * The status as JSON.
     *
     * @param deep whether everything is held against its content too, which takes as long as reading all of it
     * @param said is told now and then how far that is
     */
    public static String status(Settings settings, boolean deep, Consumer<String> said) throws Exception {
        var running = answering(settings);
        if (running.isPresent()) {
            return deep ? askDeep(running.get(), said) : ask(running.get(), "/control/status", null, PATIENCE);
        }
        refuseUnused(settings);
        try (var session = Session.open(settings, "status", kind(settings))) {
            var clock = Clock.systemUTC();
            var clients = session.clients();
            var lake = LakeParts.of(clients.s3(), settings.aws().bucket(), (key, content, metadata) -> {
                throw new IllegalStateException("a status writes nothing");
            });
            var fault = LakeFormat.fault(lake.store());
            if (fault != null) {
                throw new UsageException(fault);
            }
            var warehouses = session.warehouses().all();
            var reader = lake.status(
                    settings,
                    new ShardTip(clients.kinesis(), settings.aws().stream()),
                    warehouses,
                    session.datasets(),
                    new StageHealth(clock),
                    Telling.of(
                            () -> Living.told(lake.store()),
                            null,
                            lake.store(),
                            lake.positions(),
                            new CleaningNow(null, null, new Submissions(lake.store())),
                            CatalogAccess.database(settings),
                            () -> ToldSources.of(lake.store(), Living.told(lake.store()), null),
                            Alerting.waiting(settings, warehouses, clock)),
                    clock);
            var status = deep
                    ? lake.deep(warehouses, session.datasets(), session.work()).run(reader, said)
                    : reader.read();
            return status.toJson();
        }
    }

    /** Asks until the check is through; each answer comes within seconds. */
    private static String askDeep(RunningProcess process, Consumer<String> said) throws Exception {
        var id = "";
        while (true) {
            var answer = Json.MAPPER.readTree(ask(process, "/control/deep?check=" + id, null, PATIENCE));
            if (answer.has("status")) {
                return answer.path("status").toString();
            }
            if (answer.has("error")) {
                throw new IOException("the deep check could not be finished: "
                        + answer.path("error").asText());
            }
            id = answer.path("check").asText();
            said.accept(answer.path("said").asText());
        }
    }

    /** The answer of the first DuckDB warehouse to a SELECT. */
    public static Query.Result query(Settings settings, String sql) throws Exception {
        var running = answering(settings);
        if (running.isPresent()) {
            return Json.MAPPER.readValue(ask(running.get(), "/control/query", sql, PATIENCE), Query.Result.class);
        }
        refuseUnused(settings);
        try (var folder = DataFolder.take(settings.data(), kind(settings));
                var warehouses = Warehouses.open(settings, folder.work())) {
            var local = warehouses
                    .local()
                    .orElseThrow(
                            () -> new UsageException("there is no warehouse of type duckdb to query: ask the others"
                                    + " with their own clients, or configure one beside them"));
            return new Query(local.dataSource()).run(sql);
        } catch (SQLException e) {
            return new Query.Result(List.of(), List.of(), e.getMessage());
        }
    }

    private static Optional<RunningProcess> answering(Settings settings) {
        return RunningProcess.answering(settings.data());
    }

    static DataFolder.Kind kind(Settings settings) {
        return DataFolder.isOne(settings.data()) ? DataFolder.kindOf(settings.data()) : DataFolder.Kind.RUN;
    }

    static void refuseUnused(Settings settings) {
        if (Files.isDirectory(settings.data()) && !Files.isReadable(settings.data())) {
            throw new UsageException("the data folder " + settings.data()
                    + " cannot be read by this user: ask as the one that runs Millrace, or name another with --data");
        }
        if (settings.target() == Target.LOCAL && !DataFolder.isOne(settings.data())) {
            throw new UsageException("nothing has run on the data folder " + settings.data()
                    + " yet: start ./millrace demo or ./millrace run, or name the folder with --data");
        }
    }

    /**
     * Asks a process at its control port.
     *
     * @param body to be posted; null: nothing is
     */
    static String ask(RunningProcess process, String path, String body, Duration patience)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(process.control() + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + process.token());
        var sent = body == null ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body));
        var answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(sent.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException(
                    "process " + process.pid() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
